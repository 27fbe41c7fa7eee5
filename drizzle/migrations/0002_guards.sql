-- What drizzle-kit cannot write: partitions, FORCE, grants, the audit chain, append-only tables.

do $$
begin
  for y in 2020..2045 loop
    execute format('create table mark_%s partition of mark for values in (%s)', y, y);
  end loop;
end $$;
--> statement-breakpoint
-- Without FORCE the owner of a table sees every row of it.
do $$
declare t regclass;
begin
  for t in select oid::regclass from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity loop
    execute format('alter table %s force row level security', t);
  end loop;
end $$;
--> statement-breakpoint
create table audit_head (
  school_id integer primary key,
  last_id bigint not null,
  hash bytea not null
) with (fillfactor = 50);
--> statement-breakpoint
create function audit_text(e audit_entry) returns text language sql stable parallel safe
  return jsonb_build_array(e.school_id, e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), e.by, e.actor,
    e.action, e.subject, e.pupil_ids, e.before, e.after, e.reason)::text;
--> statement-breakpoint
create function chain_audit_entry() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare head audit_head;
begin
  select * into head from audit_head where school_id = new.school_id for update;
  if not found then
    insert into audit_head values (new.school_id, 0, ''::bytea) on conflict do nothing;
    select * into head from audit_head where school_id = new.school_id for update;
  end if;
  new.id := head.last_id + 1;
  new.hash := sha256(head.hash || convert_to(audit_text(new), 'UTF8'));
  update audit_head set last_id = new.id, hash = new.hash where school_id = new.school_id;
  return new;
end $$;
--> statement-breakpoint
create trigger chain_audit_entry before insert on audit_entry for each row execute function chain_audit_entry();
--> statement-breakpoint
-- The entries of one school where the chain breaks: an altered row, a missing one, or a cut-off end.
create function audit_chain_breaks(school integer) returns table (id bigint, problem text)
language sql stable set search_path = public, pg_temp as $$
  with chained as (
    select e.id, e.hash, audit_text(e) as said,
      lag(e.id, 1, 0::bigint) over w as id_before, lag(e.hash, 1, ''::bytea) over w as hash_before
    from audit_entry e where e.school_id = school window w as (order by e.id)
  )
  select c.id, case when c.id <> c.id_before + 1 then 'missing before' else 'altered' end
  from chained c
  where c.id <> c.id_before + 1 or c.hash <> sha256(c.hash_before || convert_to(c.said, 'UTF8'))
  union all
  select h.last_id, 'missing at the end' from audit_head h
  where h.school_id = school and not exists (
    select 1 from audit_entry e where e.school_id = school and e.id = h.last_id and e.hash = h.hash)
    and h.last_id > 0
$$;
--> statement-breakpoint
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is only ever added to', tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['audit_entry', 'pupil_view', 'mark', 'register_taking', 'register_unlock',
    'recovery_place', 'recovery_presence', 'recovery_attestation', 'recovery_election', 'recovery_cancellation'] loop
    execute format('create trigger only_added before update or delete on %I for each row execute function refuse_change()', t);
  end loop;
end $$;
--> statement-breakpoint
revoke all on all tables in schema public from public;
--> statement-breakpoint
-- The web role: people's work.
grant select on all tables in schema public to web;
--> statement-breakpoint
grant insert on mark, register_taking, register_unlock, register_home_change, mark_export, mark_export_step, mark_export_item,
  audit_entry, pupil_view, user_account, user_role, session, recovery_code, sign_in_failure, held_form, api_token,
  idempotent_answer, rate_limit, recovery_session, recovery_cancellation, recovery_place, recovery_presence,
  recovery_attestation, recovery_election, product_state to web;
--> statement-breakpoint
grant update (chosen_category, chosen_by, chosen_at) on absence_code to web;
--> statement-breakpoint
grant update (register_home, recovery_defaults) on school to web;
--> statement-breakpoint
grant update (stage, last_seen_at, ended_at, ends_at) on session to web;
--> statement-breakpoint
grant update (name, email, staff_id, password_hash, totp_secret, totp_confirmed_at, totp_last_step, suspended_at) on user_account to web;
--> statement-breakpoint
grant update (used_at) on recovery_code to web;
--> statement-breakpoint
grant update (revoked_at) on api_token to web;
--> statement-breakpoint
grant update (settled_at) on quarantine to web;
--> statement-breakpoint
grant update on rate_limit, product_state to web;
--> statement-breakpoint
-- A row is locked while places are given out; the privilege to lock is that of updating a column.
grant update (capacity) on recovery_session to web, worker;
--> statement-breakpoint
grant delete on user_role, recovery_code, sign_in_failure, held_form, rate_limit to web;
--> statement-breakpoint
-- The worker role: the sync, the waiting list, clearing away.
grant select on absence_code, audit_entry, audit_head, bell_period, calendar_day, contact, enrolment, mark, mark_export,
  mark_export_item, mark_export_step, program, pupil, pupil_view, quarantine, recovery_attestation, recovery_cancellation,
  recovery_election, recovery_place, recovery_presence, recovery_session, register_home_change, register_taking,
  register_unlock, roster, school, section, section_staff, staff, staff_school, sync_run, term, product_state to worker;
--> statement-breakpoint
grant insert, update, delete on school, term, calendar_day, bell_period, absence_code, staff, staff_school, section,
  section_staff, pupil, enrolment, roster, program, contact, sync_run, quarantine to worker;
--> statement-breakpoint
grant insert on mark, audit_entry, recovery_place to worker;
--> statement-breakpoint
grant select, delete on sign_in_failure, held_form, idempotent_answer, rate_limit to worker;
--> statement-breakpoint
grant select (id, ended_at, ends_at), delete on session to worker;
--> statement-breakpoint
grant execute on all functions in schema public to web, worker;
