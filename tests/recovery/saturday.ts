import type postgres from "postgres";
import type { SessionPlan } from "#app/recovery/session.ts";

/** A Saturday session of teacher 501 that nothing speaks against. */
export const saturday: SessionPlan = {
  date: Temporal.PlainDate.from("2026-10-17"),
  startsAt: 480,
  endsAt: 750,
  room: "1",
  teacherId: 501,
  subject: "Mathematics",
  lowGrade: 1,
  highGrade: 6,
  capacity: 20,
};

/** Pupils 3001 and on of grade 4 at school 10, each with one unexcused day on September 21. */
export async function addAbsentPupils(admin: postgres.Sql, count: number): Promise<number[]> {
  const ids = Array.from({ length: count }, (_, index) => 3001 + index);
  for (const id of ids) {
    await admin`insert into pupil (school_id, pupil_id, student_number, last_name, first_name, grade, entered_on)
      values (10, ${id}, ${id}, ${`Pupil${id}`}, 'Sam', 4, '2026-08-12')`;
    await admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, at)
      values (10, 2026, '2026-09-21', '', ${id}, 'aeries', 101, 'U', '2026-09-21T20:00:00Z')`;
  }
  return ids;
}
