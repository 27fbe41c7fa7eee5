import type { Tx } from "#app/access/scope.server.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import { readSettingsByDay } from "./district-settings.server.ts";
import { readSessionHolds } from "./holds.server.ts";
import { findSessions } from "./sessions.server.ts";
import type { SheetSessionNow } from "./sheet-consequences.ts";

/** The sessions of a sheet as they are in this transaction: places, and what holds their time without a decision. */
export async function sessionsOfSheet(
  tx: Tx,
  at: { schoolId: number; sessionIds: readonly number[]; timeZone: string },
): Promise<SheetSessionNow[]> {
  const [settings, sessions] = await Promise.all([
    readSettingsByDay(tx),
    findSessions(tx, at.schoolId, at.sessionIds),
  ]);
  const years = Map.groupBy(sessions, ({ date }) => schoolYearOf(date));
  const now: SheetSessionNow[] = [];
  for (const [schoolYear, ofYear] of years) {
    const { schoolId, timeZone } = at;
    const sessionIds = ofYear.map(({ id }) => id);
    const held = await readSessionHolds(tx, {
      schoolIds: [schoolId],
      schoolYear,
      sessionIds,
      settings,
      timeZone,
    });
    for (const session of ofYear) {
      const holds = held.find(({ sessionId }) => sessionId === session.id)?.holds ?? [];
      const open = holds.filter(({ decision }) => decision === null);
      now.push({ ...session, holds: open.map(({ rule, reason }) => ({ rule, reason })) });
    }
  }
  return now;
}
