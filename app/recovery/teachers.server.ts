import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { teacherFacts } from "./certification.server.ts";
import { mayLeadFrom, type TeacherFacts, teacherStanding } from "./certification.ts";

/**
 * The staff of a school who may lead a session on a day or on a later one, by name (AR-SES-2): a verified document
 * speaks before the number in Aeries. Whether one may on the day of a session is asked as it is planned.
 */
export const certificatedTeachers = (tx: Tx, schoolId: number, from: Temporal.PlainDate) =>
  staffWho(tx, schoolId, (teacher) => mayLeadFrom(teacher, from));

/** Those who may on that very day. */
export const certificatedOn = (tx: Tx, schoolId: number, day: Temporal.PlainDate) =>
  staffWho(tx, schoolId, (teacher) => teacherStanding(teacher, day).qualified);

async function staffWho(tx: Tx, schoolId: number, may: (teacher: TeacherFacts) => boolean) {
  const rows = await tx.execute<{ id: number; name: string }>(sql`
    select t.id, t.last_name || ', ' || t.first_name as name from staff t
    join staff_school s on s.staff_id = t.id and s.school_id = ${schoolId}
    order by t.last_name, t.first_name, t.id`);
  const facts = await teacherFacts(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.filter(({ id }) => {
    const teacher = facts.get(id);
    return teacher !== undefined && may(teacher);
  });
}
