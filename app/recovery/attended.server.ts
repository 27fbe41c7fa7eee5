import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import type { SchoolYear } from "#app/calendar/school-year.ts";
import { minutesIn } from "#app/calendar/spans.ts";
import { type TimeInSession, timesInSessions } from "./session-times.server.ts";

/** Time of one pupil in one attested session, with what it was. `minutes` as the teacher attests them. */
export type Attended = TimeInSession & { teacher: string; subject: string; minutes: number };

/**
 * What pupils attended at one school in a school year through a day, by pupil: `timesInSessions` with the subject and
 * the teacher of each session.
 * @param pupilIds these pupils only; null for all
 */
export async function attendedSessions(
  tx: Tx,
  { schoolId, ...at }: { schoolId: number; schoolYear: SchoolYear; through: Temporal.PlainDate },
  pupilIds: readonly number[] | null,
): Promise<Map<number, Attended[]>> {
  const times = await timesInSessions(tx, { ...at, schoolIds: [schoolId] }, pupilIds);
  const ids = [...new Set([...times.values()].flatMap((its) => its.map(({ sessionId }) => sessionId)))];
  const rows =
    ids.length === 0
      ? []
      : await tx.execute<{
          id: number;
          subject: string;
          teacher: string;
        }>(sql`select s.id::int as id, s.subject,
          coalesce((select t.first_name || ' ' || t.last_name from staff t where t.id = s.teacher_id), 'Unknown teacher') as teacher
        from recovery_session s where s.school_id = ${schoolId} and s.id = any (${ints(ids)})`);
  const told = new Map(rows.map(({ id, ...session }) => [id, session]));
  return new Map(
    [...times].map(([pupilId, its]) => [
      pupilId,
      its.map((time) => ({
        ...time,
        ...(told.get(time.sessionId) ?? { subject: "", teacher: "Unknown teacher" }),
        minutes: minutesIn(time.spans),
      })),
    ]),
  );
}
