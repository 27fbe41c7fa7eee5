import type { Tx } from "#app/access/scope.server.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import { readRecoverySettings } from "./district-settings.server.ts";
import { readSessionHolds } from "./holds.server.ts";
import type { Days } from "./session-facts.server.ts";
import { sessionsBetween } from "./sessions.server.ts";
import type { SheetSessionNow } from "./sheet-consequences.ts";

/** The sessions of a sheet as they are in this transaction: places, and what holds their time without a decision. */
export async function sessionsOfSheet(
  tx: Tx,
  at: { schoolId: number; sessionIds: readonly number[]; days: Days; timeZone: string },
): Promise<SheetSessionNow[]> {
  const all = await sessionsBetween(tx, at.schoolId, at.days.from, at.days.through);
  const years = Map.groupBy(
    all.filter(({ id }) => at.sessionIds.includes(id)),
    ({ date }) => schoolYearOf(date),
  );
  const now: SheetSessionNow[] = [];
  for (const [schoolYear, ofYear] of years) {
    const settings = await readRecoverySettings(tx, ofYear[0]!.date);
    const { schoolId, timeZone } = at;
    const held = await readSessionHolds(tx, { schoolIds: [schoolId], schoolYear, settings, timeZone });
    for (const session of ofYear) {
      const holds = held.find(({ sessionId }) => sessionId === session.id)?.holds ?? [];
      const open = holds.filter(({ decision }) => decision === null);
      now.push({ ...session, holds: open.map(({ rule, reason }) => ({ rule, reason })) });
    }
  }
  return now;
}
