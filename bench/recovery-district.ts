import type postgres from "postgres";

/** Six elementary schools, 4,000 pupils, a year of marks, 1,000 attested sessions with 20,000 sign-ins. */
export const recoveryYear = {
  schoolYear: 2026,
  through: "2027-05-28",
  pupils: 4_000,
  signIns: 20_000,
} as const;
export const recoverySchools = [10, 20, 30, 40, 50, 60] as const;

/** Lays the year out straight in the tables, as the superuser. Every tenth pupil is at two schools. */
export async function layOutRecoveryYear(sql: postgres.Sql): Promise<void> {
  const { schoolYear, pupils } = recoveryYear;
  await sql`insert into school (id, name, short_name, low_grade, high_grade, attendance_kind, register_home)
    select id, 'School ' || id, 'School', -1, 8, 'daily', 'aeries' from unnest(${recoverySchools as unknown as number[]}::int[]) id`;
  await sql`insert into staff (id, last_name, first_name, email, educator_id, hired_on, active)
    select 500 + n, 'Abe', 'Ann', 't' || n || '@example.org', '1000000' || n, '2015-08-01', true from generate_series(1, 30) n`;
  await sql`insert into absence_code (school_id, code, title, abbreviation, type_code, counts_for_ada, is_suspension,
      is_partial_day_truant, is_temporarily_not_enrolled, independent_study, flag_category)
    select s.id, c.code, c.code, c.code, 1, false, c.code = 'S', false, false, '', c.category from school s,
      (values ('I', 'EXCUSED'), ('U', 'UNEXCUSED'), ('S', 'SUSP_OUT'), ('T', 'TARDY_UNEXCUSED')) c(code, category)`;
  await sql`insert into calendar_day (school_id, date, school_year, day_number, holiday_code, attendance_month, month_locked)
    select s.id, d::date, ${schoolYear}, row_number() over (partition by s.id order by d), '', 1, false
    from school s, generate_series('2026-08-12'::date, '2027-06-04'::date, '1 day') d where extract(isodow from d) < 6`;
  await sql`insert into pupil (school_id, pupil_id, student_number, last_name, first_name, grade, entered_on, family_key)
    select 10 * (1 + n % 6), 1000 + n, 1000 + n, 'Pupil' || n, 'Sam', 1 + n % 8, '2026-08-12'::date, n / 2 from generate_series(1, ${pupils}::int) n
    union all select 10 * (1 + (n + 1) % 6), 1000 + n, 1000 + n, 'Pupil' || n, 'Sam', 1 + n % 8, '2026-08-12'::date, n / 2
    from generate_series(10, ${pupils}::int, 10) n`;
  await sql`insert into enrolment (school_id, pupil_id, school_year, entered_on, grade)
    select school_id, pupil_id, ${schoolYear}, '2026-08-12', grade from pupil`;
  // Fourteen exceptions a pupil: eight whole days, some of them suspensions, and six tardies.
  await sql`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
    select p.school_id, ${schoolYear}, '2026-08-17'::date + 7 * (2 * k) + (p.pupil_id + k) % 5, '', p.pupil_id, 'aeries',
      case when k > 7 then 'T' when (p.pupil_id + k) % 29 = 0 then 'S' when (p.pupil_id + k) % 3 = 0 then 'U' else 'I' end, now()
    from pupil p, generate_series(0, 13) k`;
  // Forty Saturdays with 25 sessions of 20 pupils each: five a pupil.
  await sql`insert into recovery_session (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade,
      high_grade, capacity, created_at)
    select 10 * (1 + n % 6), '2026-08-15'::date + 7 * (n / 25), 480, 720, 'Room ' || n % 25, 501 + n % 25, 'Mathematics', -1, 8, 20, now()
    from generate_series(0, 999) n`;
  await sql`insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, by, at)
    select p.school_id, s.id, p.pupil_id, 480, 600 + 30 * ((p.pupil_id + s.n)::int % 5), 1, now()
    from (select distinct on (pupil_id) school_id, pupil_id, row_number() over (partition by school_id order by pupil_id) as place from pupil
      order by pupil_id, school_id) p
    join (select id, school_id, row_number() over (partition by school_id order by id) as n,
      count(*) over (partition by school_id) as sessions from recovery_session) s
      on s.school_id = p.school_id and (p.place + s.n * 7) % s.sessions < 5`;
  await sql`insert into recovery_election (school_id, pupil_id, session_id, answer, said_by, at)
    select p.school_id, p.pupil_id, p.session_id, 'yes', 'mother, by phone', s.on_date - interval '4 days'
    from recovery_presence p join recovery_session s on s.school_id = p.school_id and s.id = p.session_id`;
  await sql`insert into recovery_attestation (school_id, session_id, by, at, through_presence_id, pupil_count, minutes_total, statement)
    select school_id, id, 1, now(), 1000000, 20, 0, 'I led it.' from recovery_session`;
  await sql`analyze`;
}
