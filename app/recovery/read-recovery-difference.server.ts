import type { Tx } from "#app/access/scope.server.ts";
import { fiscalYearBounds, schoolYearOf } from "#app/calendar/school-year.ts";
import { attendedSessions } from "./attended.server.ts";
import type { RecoveryDifference, RecoveryExportKind } from "./export-item.ts";
import { lookedAtSince, readClaimedDays, readMakeupKeys, readMakeupList } from "./makeup-facts.server.ts";
import { outgoingMakeups } from "./outgoing-makeups.ts";
import { outgoingMinutes } from "./outgoing-minutes.ts";
import { readSent } from "./read-recovery-exports.server.ts";

/** What would go out if it were proposed now. Looks at this school year and the one before. */
export async function readRecoveryDifference(
  tx: Tx,
  schoolId: number,
  kind: RecoveryExportKind,
  today: Temporal.PlainDate,
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
  const attested = years.flatMap((byPupil) =>
    [...byPupil].flatMap(([pupilId, sessions]) => sessions.map((session) => ({ pupilId, ...session }))),
  );
  return outgoingMinutes(attested, sent, keys.studentNumbers);
}
