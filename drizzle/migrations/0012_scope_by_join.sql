-- The teacher's pupils by a join of sections and rosters: by the list of section keys it was planned as if it were long.
create or replace function enter_scope(schools integer[], staff integer, today date, district boolean, actor integer) returns void
language plpgsql as $$
begin
  perform set_config('app.schools', schools::text, true), set_config('app.staff', coalesce(staff::text, ''), true),
    set_config('app.today', today::text, true), set_config('app.district', district::text, true),
    set_config('app.user', coalesce(actor::text, ''), true);
  if staff is null then return; end if;
  perform set_config('app.sections', coalesce((select array_agg(own_key(s.school_id, s.section_number))
    from section_staff s where s.staff_id = staff), '{}')::text, true);
  perform set_config('app.pupils', coalesce((select array_agg(own_key(r.school_id, r.pupil_id))
    from section_staff s join roster r on r.school_id = s.school_id and r.section_number = s.section_number
    where s.staff_id = staff), '{}')::text, true);
end $$;
