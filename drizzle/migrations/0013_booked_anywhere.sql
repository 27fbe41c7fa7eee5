-- A pupil can be at one place at a time, whatever schools plan: of a session's school, who is booked in another session
-- that shares a minute with it, at any school. Asked by whoever may see the session; the answer names pupils of their own
-- school alone, and nothing of the other session leaves here.
create function booked_meanwhile(school integer, session bigint, pupils integer[]) returns setof integer
language plpgsql as $$
declare
  own_schools text := coalesce(current_setting('app.schools', true), '');
  own_staff text := coalesce(current_setting('app.staff', true), '');
begin
  if school <> all (coalesce(scope_schools(), '{}')) then return; end if;
  perform set_config('app.schools', (select array_agg(id) from school)::text, true), set_config('app.staff', '', true);
  return query
    select distinct n.pupil_id from recovery_session here
    join recovery_session s on s.on_date = here.on_date and (s.school_id, s.id) <> (here.school_id, here.id)
      and s.starts_at < here.ends_at and here.starts_at < s.ends_at
    join lateral (select distinct on (p.pupil_id) p.pupil_id, p.step from recovery_place p
      where p.school_id = s.school_id and p.session_id = s.id and (pupils is null or p.pupil_id = any (pupils))
      order by p.pupil_id, p.id desc) n on n.step = 'booked'
    join pupil ours on ours.school_id = school and ours.pupil_id = n.pupil_id
    where here.school_id = school and here.id = session
      and not exists (select 1 from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id);
  perform set_config('app.schools', own_schools, true), set_config('app.staff', own_staff, true);
end $$;
--> statement-breakpoint
grant execute on function booked_meanwhile to web, worker;
