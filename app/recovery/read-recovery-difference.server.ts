import type { Tx } from "#app/access/scope.server.ts";
import { fiscalYearBounds, type SchoolYear, schoolYearOf } from "#app/calendar/school-year.ts";
import { attendedSessions } from "./attended.server.ts";
import { readRecoverySettings } from "./district-settings.server.ts";
import type { RecoveryDifference, RecoveryExportKind } from "./export-item.ts";
import { readHeldSessions } from "./holds.server.ts";
import { lookedAtSince, readClaimedDays, readMakeupKeys, readMakeupList } from "./makeup-facts.server.ts";
import { outgoingMakeups } from "./outgoing-makeups.ts";
import { outgoingMinutes } from "./outgoing-minutes.ts";
import { readSent } from "./read-recovery-exports.server.ts";

/**
 * What would go out if it were proposed now. Looks at this school year and the one before. The minutes of a session
 * that is held out of claims (AR-SES-2, AR-SES-7) stay here, since Aeries would credit them.
 */
export async function readRecoveryDifference(
  tx: Tx,
  schoolId: number,
  kind: RecoveryExportKind,
  { today, timeZone }: { today: Temporal.PlainDate; timeZone: string },
): Promise<RecoveryDifference> {
  const since = lookedAtSince(today);
  const sent = await readSent(tx, { schoolId, kind, since });
  const keys = await readMakeupKeys(tx, schoolId, today);
  if (kind === "ATT")
    return outgoingMakeups(
      await readClaimedDays(tx, schoolId, since),
      sent,
      await readMakeupList(tx, schoolId),
      keys,
    );
  const year = schoolYearOf(today);
  const years = await Promise.all([
    attendedSessions(
      tx,
      { schoolId, schoolYear: year - 1, through: fiscalYearBounds(year - 1).through },
      null,
    ),
    attendedSessions(tx, { schoolId, schoolYear: year, through: today }, null),
  ]);
  const settings = await readRecoverySettings(tx, today);
  const heldIn = (schoolYear: SchoolYear) =>
    readHeldSessions(tx, { schoolIds: [schoolId], schoolYear, settings, timeZone });
  const held = new Set([...(await heldIn(year - 1)).keys(), ...(await heldIn(year)).keys()]);
  const attested = years.flatMap((byPupil) =>
    [...byPupil].flatMap(([pupilId, sessions]) => sessions.map((session) => ({ pupilId, ...session }))),
  );
  const counting = attested.filter(({ sessionId }) => !held.has(sessionId));
  return outgoingMinutes(counting, sent, keys.studentNumbers);
}
