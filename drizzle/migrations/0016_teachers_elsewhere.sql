CREATE POLICY "recovery_cancellation_owner" ON "recovery_cancellation" AS PERMISSIVE FOR SELECT TO "owner" USING (true);--> statement-breakpoint
CREATE POLICY "recovery_session_owner" ON "recovery_session" AS PERMISSIVE FOR SELECT TO "owner" USING (true);--> statement-breakpoint
CREATE POLICY "recovery_session_teacher_owner" ON "recovery_session_teacher" AS PERMISSIVE FOR SELECT TO "owner" USING (true);--> statement-breakpoint
-- When teachers teach recovery at other schools than one: their time and nothing else, read in the transaction that plans
-- them, so that two schools which lock a teacher first see what the other has planned.
create function teachers_elsewhere(here integer, teachers integer[], first date, last date)
  returns table (teacher_id integer, on_date date, starts_at smallint, ends_at smallint)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.id, s.on_date, s.starts_at, s.ends_at
  from (select distinct id from unnest(teachers) id) t
  join lateral (
    select l.school_id, l.id, 'lead' as as_who from recovery_session l where l.teacher_id = t.id
    union
    select j.school_id, j.session_id, 'beside' from recovery_session_teacher j where j.teacher_id = t.id) theirs on true
  join recovery_session s on s.school_id = theirs.school_id and s.id = theirs.id
  left join lateral (select j.step from recovery_session_teacher j
    where j.school_id = s.school_id and j.session_id = s.id and j.teacher_id = t.id order by j.id desc limit 1) newest on true
  where s.school_id <> here and s.on_date between first and last
    and case when s.teacher_id = t.id then theirs.as_who = 'lead' and newest.step is distinct from 'left' else newest.step = 'joined' end
    and not exists (select 1 from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id)
$$;
--> statement-breakpoint
revoke execute on function teachers_elsewhere from public;
--> statement-breakpoint
grant execute on function teachers_elsewhere to web, worker;

--> statement-breakpoint
ALTER TABLE "recovery_hold_decision" ADD COLUMN "found" text;--> statement-breakpoint
ALTER TABLE "recovery_hold_decision" ADD COLUMN "ground" jsonb;
