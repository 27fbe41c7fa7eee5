-- A teacher who led a session and left it is no more one of its teachers than one who joined and left.
create or replace function scope_recovery() returns bigint[] language plpgsql stable parallel safe as $$
begin
  return (with steps as (
      select j.school_id, j.session_id, (array_agg(j.step order by j.id desc))[1] as step
      from recovery_session_teacher j where j.teacher_id = scope_staff() group by 1, 2)
    select array_agg(own_key(x.school_id, x.id)) from (
      select l.school_id, l.id from recovery_session l where l.teacher_id = scope_staff() and not exists (
        select 1 from steps s where s.school_id = l.school_id and s.session_id = l.id and s.step = 'left')
      union all
      select s.school_id, s.session_id from steps s where s.step = 'joined') x);
end $$;
