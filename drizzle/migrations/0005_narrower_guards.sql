-- A partition asked by its own name is not asked through the policies of its parent: so it has none and answers no one.
do $$
declare t regclass;
begin
  for t in select inhrelid::regclass from pg_inherits join pg_class on oid = inhrelid
    where relkind = 'r' and relnamespace = 'public'::regnamespace loop
    execute format('revoke all on %s from web, worker', t);
    execute format('alter table %s enable row level security', t);
  end loop;
  for t in select oid::regclass from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    and relrowsecurity and not relforcerowsecurity loop
    execute format('alter table %s force row level security', t);
  end loop;
end $$;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['register_home_change', 'mark_export', 'mark_export_step', 'mark_export_item'] loop
    execute format('create trigger only_added before update or delete on %I for each row execute function refuse_change()', t);
  end loop;
  -- What row triggers do not see.
  for t in select distinct tgrelid::regclass::text from pg_trigger where tgname = 'only_added' loop
    execute format('create trigger never_emptied before truncate on %s for each statement execute function refuse_change()', t);
  end loop;
end $$;
--> statement-breakpoint
create function refuse_finding_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.mended_at is null
    and (old.id, old."check", old.key, old.found_at, old.detail) = (new.id, new."check", new.key, new.found_at, new.detail) then
    return new;
  end if;
  raise exception 'a finding is only ever added, and mended once' using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger only_added before update or delete on compliance_finding for each row execute function refuse_finding_change();
--> statement-breakpoint
create trigger never_emptied before truncate on compliance_finding for each statement execute function refuse_change();
--> statement-breakpoint
-- Where a secret lies open, for the check that may not read secrets: which one, never what it says.
create function unsealed_values() returns table (kind text, id text)
language sql stable security definer set search_path = public, pg_temp as $$
  select 'one-time code secret', a.id::text from user_account a where a.totp_secret is not null and a.totp_secret not like 'v1.%'
  union all
  select 'password', a.id::text from user_account a where a.password_hash not like '$argon2id$%'
  union all
  select 'held form', f.id::text from held_form f where f.body not like 'v1.%'
  union all
  select 'API token', t.id::text from api_token t where t.hash !~ '^([A-Za-z0-9_-]{43}|[0-9a-f]{64})$'
  union all
  select 'session', s.handle::text from session s where s.id !~ '^[A-Za-z0-9_-]{43}$'
$$;
--> statement-breakpoint
revoke execute on function unsealed_values() from public;
--> statement-breakpoint
grant execute on function unsealed_values() to worker;
--> statement-breakpoint
grant select on compliance_run, compliance_finding to web, worker;
--> statement-breakpoint
grant insert, delete on compliance_run to worker;
--> statement-breakpoint
grant insert, update (mended_at) on compliance_finding to worker;
--> statement-breakpoint
-- The worker clears away by age alone.
revoke select on held_form, idempotent_answer, sign_in_failure, rate_limit from worker;
--> statement-breakpoint
grant select (held_at) on held_form to worker;
--> statement-breakpoint
grant select (at) on idempotent_answer, sign_in_failure to worker;
--> statement-breakpoint
grant select (window_starts_at) on rate_limit to worker;
--> statement-breakpoint
revoke select (id) on session from worker;
--> statement-breakpoint
grant select (created_at) on session to worker;
