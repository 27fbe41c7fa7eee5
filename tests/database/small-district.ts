import type postgres from "postgres";
import type { Actor } from "#app/access/actor.ts";
import type { Role } from "#app/access/permissions.ts";

/**
 * Two schools, three classes, nine pupils: the least in which scope can go wrong.
 * School 10 (daily): class 101 of teacher 501 with pupils 1001 to 1003, class 102 of teacher 502 with 1004 to 1006.
 * School 20 (daily): class 201 of teacher 503 with pupils 2001 to 2003. Pupil 1003 is at both schools.
 */
export async function layOutSmallDistrict(admin: postgres.Sql, year = 2026): Promise<void> {
  const start = `${year}-08-12`;
  await admin`insert into school (id, name, short_name, low_grade, high_grade, attendance_kind, register_home) values
    (10, 'Oak Elementary', 'Oak', -1, 6, 'daily', 'here'), (20, 'Bay Elementary', 'Bay', -1, 6, 'daily', 'here')`;
  await admin`insert into staff (id, last_name, first_name, email, educator_id, hired_on, active) values
    (501, 'Abe', 'Ann', 'abe@example.org', '1000000501', '2015-08-01', true),
    (502, 'Bell', 'Bo', 'bell@example.org', '1000000502', '2015-08-01', true),
    (503, 'Cruz', 'Cy', 'cruz@example.org', '1000000503', '2015-08-01', true),
    (504, 'Dole', 'Di', 'dole@example.org', '', '2015-08-01', true)`;
  await admin`insert into staff_school (school_id, staff_id) values (10, 501), (10, 502), (20, 503), (10, 504)`;
  await admin`insert into section (school_id, section_number, period, course_id, title, room, active) values
    (10, 101, '1', 'HR', 'Room 1', '1', true), (10, 102, '1', 'HR', 'Room 2', '2', true), (20, 201, '1', 'HR', 'Room 1', '1', true)`;
  await admin`insert into section_staff (school_id, section_number, staff_id, is_primary) values
    (10, 101, 501, true), (10, 102, 502, true), (20, 201, 503, true)`;
  const pupils: [school: number, section: number, id: number, name: string, grade: number][] = [
    [10, 101, 1001, "Adams", 4],
    [10, 101, 1002, "Baker", 4],
    [10, 101, 1003, "Chavez", 4],
    [10, 102, 1004, "Diaz", 0],
    [10, 102, 1005, "Evans", 0],
    [10, 102, 1006, "Fong", -1],
    [20, 201, 2001, "Gomez", 3],
    [20, 201, 2002, "Hill", 3],
    [20, 201, 1003, "Chavez", 4],
  ];
  for (const [school, section, id, name, grade] of pupils) {
    await admin`insert into pupil (school_id, pupil_id, student_number, last_name, first_name, grade, entered_on)
      values (${school}, ${id}, ${id % 1000}, ${name}, 'Sam', ${grade}, ${start})`;
    await admin`insert into enrolment (school_id, pupil_id, school_year, entered_on, grade)
      values (${school}, ${id}, ${year}, ${start}, ${grade})`;
    await admin`insert into roster (school_id, section_number, pupil_id, starts_on)
      values (${school}, ${section}, ${id}, ${start})`;
  }
  await admin`insert into calendar_day (school_id, date, school_year, day_number, holiday_code, attendance_month, month_locked)
    select s.id, d::date, ${year}, row_number() over (partition by s.id order by d), '', 1 + (row_number() over (partition by s.id order by d) - 1) / 20, d < ${`${year}-09-14`}
    from school s, generate_series(${start}::date, ${`${year + 1}-06-10`}::date, '1 day') d where extract(isodow from d) < 6`;
  await admin`insert into bell_period (school_id, date, period, starts_at, ends_at)
    select id, null, '1', 480, 900 from school`;
  const codes: [code: string, title: string, type: number, category: string][] = [
    ["A", "Absent", 1, "UNVERIFIED"],
    ["U", "Unexcused", 3, "UNEXCUSED"],
    ["I", "Illness", 2, "EXCUSED"],
    ["T", "Tardy", 5, "TARDY_UNEXCUSED"],
    ["S", "Suspended", 3, "SUSP_OUT"],
  ];
  for (const school of [10, 20]) {
    for (const [code, title, type, category] of codes) {
      await admin`insert into absence_code (school_id, code, title, abbreviation, type_code, counts_for_ada, is_suspension,
        is_partial_day_truant, is_temporarily_not_enrolled, independent_study, flag_category)
        values (${school}, ${code}, ${title}, ${code}, ${type}, false, ${category === "SUSP_OUT"}, false, false, '', ${category})`;
    }
  }
}

const places = [
  { id: 10, name: "Oak Elementary" },
  { id: 20, name: "Bay Elementary" },
];

/** Someone at a school of the small district. */
export function actorAs(
  role: Role,
  schoolId: number,
  options: { userId?: number; staffId?: number } = {},
): Actor {
  return {
    userId: options.userId ?? 1,
    name: "Test Person",
    email: "test@example.org",
    sessionHandle: "00000000-0000-0000-0000-000000000000",
    staffId: options.staffId ?? null,
    schoolId,
    roles: [role],
    schools: schoolId === 0 ? places.map((place) => place.id) : [schoolId],
    isDistrict: role === "district administrator",
    places,
    ownSectionsOnly: role === "teacher",
    banner: null,
  };
}
