-- Which of these pupils ever signed in to a recovery session, at any school of the district: only for them can a changed
-- mark change a claim. A teacher is answered of their own pupils alone, and nothing of the sessions leaves here.
create function were_in_recovery(school integer, pupils integer[]) returns setof integer
language plpgsql as $$
declare
  own_schools text := coalesce(current_setting('app.schools', true), '');
  own_staff text := coalesce(current_setting('app.staff', true), '');
begin
  if school <> all (coalesce(scope_schools(), '{}')) then return; end if;
  pupils := array(select p from unnest(pupils) p where scope_staff() is null or own_key(school, p) = any (scope_pupils()));
  perform set_config('app.schools', (select array_agg(id) from school)::text, true), set_config('app.staff', '', true);
  return query
    select distinct p.pupil_id from recovery_presence p where p.pupil_id = any (pupils);
  perform set_config('app.schools', own_schools, true), set_config('app.staff', own_staff, true);
end $$;
--> statement-breakpoint
grant execute on function were_in_recovery to web, worker;
