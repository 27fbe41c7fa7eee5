import type { Tx } from "#app/access/scope.server.ts";
import { byDate } from "#app/calendar/day.ts";
import { gradeFromAeries } from "#app/people/grade.ts";
import { bookedByGrade } from "./booked-by-grade.server.ts";
import { readSettingsByDay } from "./district-settings.server.ts";
import { hasBegun, type Moment } from "./moment.ts";
import { supervisedBy } from "./purpose.ts";
import type { RecoverySession } from "./session.ts";
import { factsFor, schoolFacts, sessionsOfTeacher } from "./session-facts.server.ts";
import { sessionTroubles } from "./session-trouble.ts";

/**
 * What has come to speak against these sessions of a school since they were planned, by their number. Only sessions
 * that are still to come are asked; eight statements for any number of them.
 */
export async function troublesOf(
  tx: Tx,
  schoolId: number,
  sessions: readonly RecoverySession[],
  now: Moment,
): Promise<Map<number, string[]>> {
  const coming = sessions.filter((session) => session.cancelled === null && !hasBegun(session, now));
  if (coming.length === 0) return new Map();
  const dates = coming.map(({ date }) => date).toSorted(byDate);
  const days = { from: dates[0]!, through: dates.at(-1)! };
  const ids = [...new Set(coming.flatMap(({ teachers }) => teachers.map(({ id }) => id)))];
  const [facts, booked, settings] = await Promise.all([
    schoolFacts(tx, schoolId, days, ids),
    bookedByGrade(tx, schoolId, days),
    readSettingsByDay(tx),
  ]);
  return new Map(
    coming.map((session) => [
      session.id,
      sessionTroubles(
        session,
        {
          ...factsFor(facts, session, session.id),
          today: now.today,
          settings: supervisedBy(settings(session.date), session.purpose),
        },
        session.teachers.map(({ id, name }) => ({
          name,
          teacher: facts.teachers.get(id) ?? null,
          sessions: sessionsOfTeacher(facts, session.date, id, session.id),
        })),
        booked.flatMap(({ sessionId, grade, count }) => {
          const known = sessionId === session.id ? gradeFromAeries(grade) : null;
          return known === null ? [] : [{ grade: known, count }];
        }),
      ),
    ]),
  );
}
