import type { Tx } from "#app/access/scope.server.ts";
import type { RecoveryDifference, RecoveryExportKind } from "./export-item.ts";
import { lookedAtSince, readClaimedDays, readMakeupKeys, readMakeupList } from "./makeup-facts.server.ts";
import { outgoingMakeups } from "./outgoing-makeups.ts";
import { type AttestedMinutes, outgoingMinutes } from "./outgoing-minutes.ts";
import { readSent } from "./read-recovery-exports.server.ts";

/**
 * What would go out if it were proposed now. Looks at this school year and the one before.
 * @param counted the minutes that count (`minutesThatCount`): all others stay here, since Aeries would credit them
 */
export async function readRecoveryDifference(
  tx: Tx,
  schoolId: number,
  kind: RecoveryExportKind,
  { today, counted }: { today: Temporal.PlainDate; counted: readonly AttestedMinutes[] },
): Promise<RecoveryDifference> {
  const since = lookedAtSince(today);
  const sent = await readSent(tx, { schoolId, kind, since });
  const keys = await readMakeupKeys(tx, schoolId, today);
  if (kind === "ATD") return outgoingMinutes(counted, sent, keys.studentNumbers);
  return outgoingMakeups(
    await readClaimedDays(tx, schoolId, since),
    sent,
    await readMakeupList(tx, schoolId),
    keys,
  );
}
