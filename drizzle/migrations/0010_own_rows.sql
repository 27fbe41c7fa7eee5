-- A teacher's own rows are found once with the scope, and compared by keys of school and number together.
create function own_key(school integer, number bigint) returns bigint language sql immutable parallel safe
  return (school::bigint << 40) | number;
--> statement-breakpoint
create function scope_sections() returns bigint[] language sql stable parallel safe
  return nullif(current_setting('app.sections', true), '')::bigint[];
--> statement-breakpoint
create function scope_pupils() returns bigint[] language sql stable parallel safe
  return nullif(current_setting('app.pupils', true), '')::bigint[];
--> statement-breakpoint
-- The sessions that a teacher leads or has joined: asked for by few pages, so found by the query that asks.
create function scope_recovery() returns bigint[] language plpgsql stable parallel safe as $$
begin
  return (select array_agg(own_key(x.school_id, x.id)) from (
    select l.school_id, l.id from recovery_session l where l.teacher_id = scope_staff()
    union all
    select j.school_id, j.session_id from recovery_session_teacher j where j.teacher_id = scope_staff()
      group by 1, 2 having (array_agg(j.step order by j.id desc))[1] = 'joined') x);
end $$;
--> statement-breakpoint
create function scope_guests() returns bigint[] language plpgsql stable parallel safe as $$
begin
  return (select array_agg(own_key(p.school_id, p.pupil_id)) from unnest(scope_recovery()) as k(key)
    join recovery_place p on p.school_id = (k.key >> 40)::integer and p.session_id = k.key & 1099511627775);
end $$;
--> statement-breakpoint
-- Sets the scope of the transaction. Runs as the role that calls it: each step finds what the ones before it show.
create function enter_scope(schools integer[], staff integer, today date, district boolean, actor integer) returns void
language plpgsql as $$
begin
  perform set_config('app.schools', schools::text, true), set_config('app.staff', coalesce(staff::text, ''), true),
    set_config('app.today', today::text, true), set_config('app.district', district::text, true),
    set_config('app.user', coalesce(actor::text, ''), true);
  if staff is null then return; end if;
  perform set_config('app.sections', coalesce((select array_agg(own_key(s.school_id, s.section_number))
    from section_staff s where s.staff_id = staff), '{}')::text, true);
  perform set_config('app.pupils', coalesce((select array_agg(own_key(r.school_id, r.pupil_id))
    from unnest(scope_sections()) as k(key)
    join roster r on r.school_id = (k.key >> 40)::integer and r.section_number = (k.key & 1099511627775)::integer), '{}')::text, true);
end $$;
--> statement-breakpoint
grant execute on function own_key, scope_sections, scope_pupils, scope_recovery, scope_guests, enter_scope to web, worker;
--> statement-breakpoint
CREATE INDEX "recovery_session_by_teacher" ON "recovery_session" USING btree ("teacher_id");--> statement-breakpoint
ALTER POLICY "mark_read" ON "mark" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or ((section_number is null or own_key(school_id, section_number) = any ((select scope_sections())::bigint[])) and own_key(school_id, pupil_id) = any ((select scope_pupils())::bigint[]))));--> statement-breakpoint
ALTER POLICY "mark_export_item_read" ON "mark_export_item" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, pupil_id) = any ((select scope_pupils())::bigint[])));--> statement-breakpoint
ALTER POLICY "register_taking_read" ON "register_taking" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, section_number) = any ((select scope_sections())::bigint[])));--> statement-breakpoint
ALTER POLICY "register_taking_append" ON "register_taking" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or (taken_as = 'teacher' and own_key(school_id, section_number) = any ((select scope_sections())::bigint[]))));--> statement-breakpoint
ALTER POLICY "contact_read" ON "contact" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, pupil_id) = any ((select scope_pupils())::bigint[])));--> statement-breakpoint
ALTER POLICY "enrolment_read" ON "enrolment" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, pupil_id) = any ((select scope_pupils())::bigint[])));--> statement-breakpoint
ALTER POLICY "program_read" ON "program" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, pupil_id) = any ((select scope_pupils())::bigint[])));--> statement-breakpoint
ALTER POLICY "pupil_read" ON "pupil" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, pupil_id) = any ((select scope_pupils())::bigint[]) or own_key(school_id, pupil_id) = any ((select scope_guests())::bigint[])));--> statement-breakpoint
ALTER POLICY "roster_read" ON "roster" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, section_number) = any ((select scope_sections())::bigint[])));--> statement-breakpoint
ALTER POLICY "recovery_election_read" ON "recovery_election" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, pupil_id) = any ((select scope_pupils())::bigint[])));--> statement-breakpoint
ALTER POLICY "recovery_place_read" ON "recovery_place" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, session_id) = any ((select scope_recovery())::bigint[])));--> statement-breakpoint
ALTER POLICY "recovery_place_append" ON "recovery_place" TO web,worker WITH CHECK (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, session_id) = any ((select scope_recovery())::bigint[])));--> statement-breakpoint
ALTER POLICY "recovery_session_update" ON "recovery_session" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, id) = any ((select scope_recovery())::bigint[]))) WITH CHECK (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, id) = any ((select scope_recovery())::bigint[])));--> statement-breakpoint
ALTER POLICY "recovery_claim_read" ON "recovery_claim" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, pupil_id) = any ((select scope_pupils())::bigint[])));--> statement-breakpoint
ALTER POLICY "recovery_attestation_append" ON "recovery_attestation" TO web WITH CHECK (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, session_id) = any ((select scope_recovery())::bigint[])));--> statement-breakpoint
ALTER POLICY "recovery_presence_read" ON "recovery_presence" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, session_id) = any ((select scope_recovery())::bigint[])));--> statement-breakpoint
ALTER POLICY "recovery_presence_append" ON "recovery_presence" TO web,worker WITH CHECK (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, session_id) = any ((select scope_recovery())::bigint[])));--> statement-breakpoint
ALTER POLICY "section_read" ON "section" TO web,worker USING (school_id = any ((select scope_schools())::int[]) and ((select scope_staff()) is null or own_key(school_id, section_number) = any ((select scope_sections())::bigint[])));