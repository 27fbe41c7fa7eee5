-- Who acts in the transaction; null for what acts without a person.
create function scope_user() returns integer language sql stable parallel safe
  return nullif(current_setting('app.user', true), '')::integer;
--> statement-breakpoint
CREATE TABLE "audit_proof" (
	"school_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_proof_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"through_id" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"whole" boolean NOT NULL,
	CONSTRAINT "audit_proof_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "audit_proof" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "held_form" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "recovery_code" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "session" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "user_account" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "product_state" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "api_token" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "idempotent_answer" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "recovery_code" ADD COLUMN "key_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE POLICY "api_token_read" ON "api_token" AS PERMISSIVE FOR SELECT TO "web" USING (true);--> statement-breakpoint
CREATE POLICY "api_token_make" ON "api_token" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK ((select scope_district()) and created_by is not distinct from (select scope_user()));--> statement-breakpoint
CREATE POLICY "api_token_revoke" ON "api_token" AS PERMISSIVE FOR UPDATE TO "web" USING ((select scope_district())) WITH CHECK ((select scope_district()));--> statement-breakpoint
CREATE POLICY "api_token_seals" ON "api_token" AS PERMISSIVE FOR SELECT TO "owner" USING (true);--> statement-breakpoint
CREATE POLICY "held_form_own" ON "held_form" AS PERMISSIVE FOR ALL TO "web" USING (user_id = (select scope_user())) WITH CHECK (user_id = (select scope_user()));--> statement-breakpoint
CREATE POLICY "held_form_seals" ON "held_form" AS PERMISSIVE FOR SELECT TO "owner" USING (true);--> statement-breakpoint
CREATE POLICY "held_form_age" ON "held_form" AS PERMISSIVE FOR SELECT TO "worker" USING (true);--> statement-breakpoint
CREATE POLICY "held_form_clear" ON "held_form" AS PERMISSIVE FOR DELETE TO "worker" USING (true);--> statement-breakpoint
CREATE POLICY "idempotent_answer_read" ON "idempotent_answer" AS PERMISSIVE FOR SELECT TO "web" USING ((select scope_district()) and (select scope_user()) is null);--> statement-breakpoint
CREATE POLICY "idempotent_answer_keep" ON "idempotent_answer" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK ((select scope_district()) and (select scope_user()) is null);--> statement-breakpoint
CREATE POLICY "idempotent_answer_age" ON "idempotent_answer" AS PERMISSIVE FOR SELECT TO "worker" USING (true);--> statement-breakpoint
CREATE POLICY "idempotent_answer_clear" ON "idempotent_answer" AS PERMISSIVE FOR DELETE TO "worker" USING (true);--> statement-breakpoint
CREATE POLICY "product_state_read" ON "product_state" AS PERMISSIVE FOR SELECT TO "web", "worker" USING (true);--> statement-breakpoint
CREATE POLICY "product_state_make" ON "product_state" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK ((select scope_district()));--> statement-breakpoint
CREATE POLICY "product_state_change" ON "product_state" AS PERMISSIVE FOR UPDATE TO "web" USING ((select scope_district())) WITH CHECK ((select scope_district()));--> statement-breakpoint
CREATE POLICY "recovery_code_read" ON "recovery_code" AS PERMISSIVE FOR SELECT TO "web" USING (user_id = (select scope_user()) or (select scope_district()));--> statement-breakpoint
CREATE POLICY "recovery_code_make" ON "recovery_code" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (user_id = (select scope_user()));--> statement-breakpoint
CREATE POLICY "recovery_code_use" ON "recovery_code" AS PERMISSIVE FOR UPDATE TO "web" USING (user_id = (select scope_user())) WITH CHECK (user_id = (select scope_user()));--> statement-breakpoint
CREATE POLICY "recovery_code_void" ON "recovery_code" AS PERMISSIVE FOR DELETE TO "web" USING (user_id = (select scope_user()) or (select scope_district()));--> statement-breakpoint
CREATE POLICY "session_read" ON "session" AS PERMISSIVE FOR SELECT TO "web" USING (true);--> statement-breakpoint
CREATE POLICY "session_begin" ON "session" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK (user_id = (select scope_user()));--> statement-breakpoint
CREATE POLICY "session_change" ON "session" AS PERMISSIVE FOR UPDATE TO "web" USING (user_id = (select scope_user()) or (select scope_district())) WITH CHECK (user_id = (select scope_user()) or (select scope_district()));--> statement-breakpoint
CREATE POLICY "session_seals" ON "session" AS PERMISSIVE FOR SELECT TO "owner" USING (true);--> statement-breakpoint
CREATE POLICY "session_age" ON "session" AS PERMISSIVE FOR SELECT TO "worker" USING (true);--> statement-breakpoint
CREATE POLICY "session_clear" ON "session" AS PERMISSIVE FOR DELETE TO "worker" USING (true);--> statement-breakpoint
CREATE POLICY "user_account_read" ON "user_account" AS PERMISSIVE FOR SELECT TO "web" USING (true);--> statement-breakpoint
CREATE POLICY "user_account_make" ON "user_account" AS PERMISSIVE FOR INSERT TO "web" WITH CHECK ((select scope_district()));--> statement-breakpoint
CREATE POLICY "user_account_change" ON "user_account" AS PERMISSIVE FOR UPDATE TO "web" USING (id = (select scope_user()) or (select scope_district())) WITH CHECK (id = (select scope_user()) or (select scope_district()));--> statement-breakpoint
CREATE POLICY "user_account_seals" ON "user_account" AS PERMISSIVE FOR SELECT TO "owner" USING (true);--> statement-breakpoint
CREATE POLICY "audit_entry_by_jobs" ON "audit_entry" AS PERMISSIVE FOR INSERT TO "worker" WITH CHECK ((school_id = any ((select scope_schools())::int[]) or school_id = 0));--> statement-breakpoint
CREATE POLICY "recovery_place_by_jobs" ON "recovery_place" AS PERMISSIVE FOR INSERT TO "worker" WITH CHECK (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "audit_proof_read" ON "audit_proof" AS PERMISSIVE FOR SELECT TO "web" USING ((school_id = any ((select scope_schools())::int[]) or (school_id = 0 and (select scope_district()))) and (select scope_staff()) is null);--> statement-breakpoint
CREATE POLICY "audit_proof_append" ON "audit_proof" AS PERMISSIVE FOR INSERT TO "worker" WITH CHECK (school_id = any ((select scope_schools())::int[]));--> statement-breakpoint
CREATE POLICY "audit_proof_age" ON "audit_proof" AS PERMISSIVE FOR SELECT TO "worker" USING (true);--> statement-breakpoint
CREATE POLICY "audit_proof_clear" ON "audit_proof" AS PERMISSIVE FOR DELETE TO "worker" USING (true);--> statement-breakpoint
ALTER POLICY "absence_code_append" ON "absence_code" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and chosen_by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "absence_code_update" ON "absence_code" TO web USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null) WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and chosen_by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "user_role_give" ON "user_role" TO web WITH CHECK ((select scope_district()) and granted_by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "quarantine_update" ON "quarantine" TO web USING (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null) WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and settled_by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "mark_by_people" ON "mark" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and source in ('teacher', 'office') and by is not distinct from (select scope_user()) and ((select scope_staff()) is null or source = 'teacher')
        and exists (select 1 from roster r where r.school_id = mark.school_id and r.section_number = mark.section_number
          and r.pupil_id = mark.pupil_id and r.starts_on <= mark.on_date and (r.ends_on is null or r.ends_on >= mark.on_date)));--> statement-breakpoint
ALTER POLICY "mark_export_append" ON "mark_export" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and proposed_by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "mark_export_step_append" ON "mark_export_step" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "register_taking_append" ON "register_taking" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and taken_by is not distinct from (select scope_user()) and ((select scope_staff()) is null or (taken_as = 'teacher' and own_key(school_id, section_number) = any ((select scope_sections())::bigint[]))));--> statement-breakpoint
ALTER POLICY "register_unlock_append" ON "register_unlock" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "audit_entry_append" ON "audit_entry" TO web WITH CHECK ((school_id = any ((select scope_schools())::int[]) or school_id = 0) and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "pupil_view_append" ON "pupil_view" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "district_setting_append" ON "district_setting" TO web WITH CHECK ((select scope_district()) and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "teacher_credential_append" ON "teacher_credential" TO web WITH CHECK ((select scope_schools()) is not null and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "recovery_cancellation_append" ON "recovery_cancellation" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "recovery_election_append" ON "recovery_election" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "recovery_place_append" ON "recovery_place" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, session_id) = any ((select scope_recovery())::bigint[])) and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "recovery_session_append" ON "recovery_session" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and created_by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "claim_certification_append" ON "claim_certification" TO web WITH CHECK ((select scope_district()) and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "claim_correction_settlement_append" ON "claim_correction_settlement" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "recovery_attestation_append" ON "recovery_attestation" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, session_id) = any ((select scope_recovery())::bigint[])) and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "recovery_hold_decision_append" ON "recovery_hold_decision" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "recovery_import_append" ON "recovery_import" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "recovery_presence_append" ON "recovery_presence" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, session_id) = any ((select scope_recovery())::bigint[])) and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "recovery_unlock_append" ON "recovery_unlock" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "aeries_makeup_reading_append" ON "aeries_makeup_reading" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "recovery_export_append" ON "recovery_export" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and proposed_by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "recovery_export_step_append" ON "recovery_export_step" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "recovery_message_append" ON "recovery_message" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "recovery_program_append" ON "recovery_program" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and created_by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "recovery_program_exception_append" ON "recovery_program_exception" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "recovery_season_append" ON "recovery_season" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "recovery_season_adoption_append" ON "recovery_season_adoption" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "recovery_session_teacher_append" ON "recovery_session_teacher" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));--> statement-breakpoint
ALTER POLICY "register_home_change_append" ON "register_home_change" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));
--> statement-breakpoint
ALTER POLICY "recovery_board_adoption_append" ON "recovery_board_adoption" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));
--> statement-breakpoint
ALTER POLICY "recovery_session_purpose_append" ON "recovery_session_purpose" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and (select scope_staff()) is null and by is not distinct from (select scope_user()));
--> statement-breakpoint
-- What drizzle-kit cannot write: FORCE, and TRUNCATE, which row triggers do not see, refused wherever rows are only added.
do $$
declare t regclass;
begin
  for t in select oid::regclass from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    and relrowsecurity and not relforcerowsecurity loop
    execute format('alter table %s force row level security', t);
  end loop;
  for t in select g.tgrelid::regclass from pg_trigger g where g.tgname = 'only_added' and not exists (
    select 1 from pg_trigger e where e.tgrelid = g.tgrelid and e.tgname = 'never_emptied') loop
    execute format('create trigger never_emptied before truncate on %s for each statement execute function refuse_change()', t);
  end loop;
end $$;
--> statement-breakpoint
-- Policies that let someone reach what they may not, judged by what they say and by rows: some of each school that the
-- caller has in scope are held against each policy in the scope of nobody's school, and in that of a teacher of no class.
-- So the policies of the web role are judged too, by a role that is not the web role.
create function open_policies() returns table (key text, detail text)
language plpgsql set search_path = public, pg_temp as $$
declare
  before jsonb := (select jsonb_object_agg(n, coalesce(current_setting('app.' || n, true), ''))
    from unnest(array['schools', 'staff', 'district', 'user', 'sections', 'pupils']) n);
  p record;
  probe record;
  rule text;
  sample jsonb;
  found boolean;
begin
  for p in
    select c.oid::regclass as rel, c.relname as name, o.polname as policy, o.polcmd as verb,
      array_remove(array[pg_get_expr(o.polqual, o.polrelid), pg_get_expr(o.polwithcheck, o.polrelid)], null) as rules,
      has_table_privilege(c.oid, 'select') and c.relname not in ('held_form', 'recovery_code') as readable,
      o.polcmd in ('r', '*') and o.polroles && array[0::oid, 'web'::regrole::oid] and exists (select 1 from pg_attribute a
        where a.attrelid = c.oid and a.attname in ('pupil_id', 'pupil_ids') and not a.attisdropped) as by_class
    from pg_policy o join pg_class c on c.oid = o.polrelid
    where c.relnamespace = 'public'::regnamespace and o.polpermissive
      -- Nobody signs in as the owner: its functions reach by them what their own words give out.
      and o.polroles <> array['owner'::regrole::oid] and (exists (select 1 from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'school_id' and not a.attisdropped
          -- Roles are what a scope is made of; heads and proven points of chains are a number and a hash.
          and c.relname not in ('user_role', 'audit_head', 'audit_proof'))
      or c.relname in ('held_form', 'recovery_code') and o.polroles && array[0::oid, 'web'::regrole::oid])
  loop
    if exists (select 1 from unnest(p.rules) r where r !~ 'scope_') then
      key := p.name || ' ' || p.policy;
      detail := format('The policy %s of %s asks for no scope.', p.policy, p.name);
      return next;
      continue;
    end if;
    continue when not p.readable;
    perform set_config('app.' || b.key, b.value, true) from jsonb_each_text(before) b;
    execute format('select jsonb_agg(to_jsonb(x)) from school s
      cross join lateral (select t.* from %s t where t.school_id = s.id limit 20) x', p.rel) into sample;
    for probe in
      select * from (values ('someone of another school', '{-1}', ''), ('a teacher of no class', before ->> 'schools', '-1'))
        v(who, schools, staff) where v.staff = '' or p.by_class
    loop
      perform set_config('app.schools', probe.schools, true), set_config('app.staff', probe.staff, true),
        set_config('app.district', 'false', true), set_config('app.user', '', true),
        set_config('app.sections', '{}', true), set_config('app.pupils', '{}', true);
      foreach rule in array p.rules loop
        execute format('select exists (select 1 from jsonb_populate_recordset(null::%s, $1) as %I where %s)',
          p.rel, p.name, rule) using sample into found;
        if found then
          key := p.name || ' ' || p.policy;
          detail := format('The policy %s of %s lets %s reach its rows.', p.policy, p.name, probe.who);
          return next;
          exit;
        end if;
      end loop;
    end loop;
  end loop;
  perform set_config('app.' || b.key, b.value, true) from jsonb_each_text(before) b;
end $$;
--> statement-breakpoint
revoke execute on function open_policies() from public;
--> statement-breakpoint
grant execute on function open_policies() to worker;
--> statement-breakpoint
-- One part of a school's record of changes, in order, after an entry whose hash is known: where it breaks, and (with no
-- problem) the last entry of the part with its hash. The part that meets the end says so, and compares it with the head.
create function audit_chain_part(school integer, since bigint, since_hash bytea, most integer)
returns table (id bigint, problem text, hash bytea, ends boolean)
language sql stable set search_path = public, pg_temp as $$
  with part as (
    select e.id, e.hash, audit_text(e) as said from audit_entry e
    where e.school_id = school and e.id > since order by e.id limit most
  ), chained as (
    select p.id, p.hash, p.said, lag(p.id, 1, since) over w as id_before, lag(p.hash, 1, since_hash) over w as hash_before
    from part p window w as (order by p.id)
  )
  select c.id, case when c.id <> c.id_before + 1 then 'missing before' else 'altered' end, null::bytea, null::boolean
  from chained c
  where c.id <> c.id_before + 1 or c.hash <> sha256(c.hash_before || convert_to(c.said, 'UTF8'))
  union all
  select h.last_id, 'missing at the end', null, null from audit_head h
  where h.school_id = school and h.last_id > 0 and (select count(*) from part) < most and not exists (
    select 1 from audit_entry e where e.school_id = school and e.id = h.last_id and e.hash = h.hash)
  union all
  (select p.id, null, p.hash, (select count(*) from part) < most from part p order by p.id desc limit 1)
$$;
--> statement-breakpoint
drop function audit_chain_breaks(integer);
--> statement-breakpoint
grant select on audit_proof to web, worker;
--> statement-breakpoint
grant insert, delete on audit_proof to worker;

