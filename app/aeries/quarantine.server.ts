import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { authorOf, recordChange, recordView } from "#app/access/trace.server.ts";

export type WaitingRow = {
  resource: string;
  key: string;
  reason: string;
  kind: "invalid" | "unknown_code" | "unknown_pupil" | "outside_window";
  code: string | null;
  firstSeenAt: Temporal.Instant;
};

const page = "rows from Aeries that did not fit";
/**
 * Rows of the actor's school that did not fit, oldest first. What was in them is not shown but for whom they are about,
 * and that someone looked at those pupils is put on record.
 */
export async function waitingRows(
  tx: Tx,
  actor: Actor,
  now: Temporal.Instant,
  most: number,
): Promise<WaitingRow[]> {
  const rows = await tx.execute<Omit<WaitingRow, "firstSeenAt"> & { first: string; pupil: string | null }>(
    sql`select resource, key, reason, kind, code, first_seen_at as first,
        coalesce(raw->>'pupilId', raw->>'StudentID', raw->>'PermanentID') as pupil
      from quarantine where school_id = ${actor.schoolId} and settled_at is null
      order by first_seen_at, resource, key limit ${most}`,
  );
  // A number that could not be read ("no. 4711") still tells who it is.
  const named = rows.map(({ pupil }) => Number(/\d{1,9}/.exec(pupil ?? "")?.[0]));
  await recordView(tx, actor, now, page, [...new Set(named.filter((pupilId) => pupilId > 0))]);
  return rows.map(({ first, pupil: _, ...row }) => ({ ...row, firstSeenAt: Temporal.Instant.from(first) }));
}

/** Notes that a person has dealt with a row; answers false when it does not wait (any more). */
export async function settleRow(
  tx: Tx,
  actor: Actor,
  now: Temporal.Instant,
  row: { schoolId: number; resource: string; key: string; reason: string },
): Promise<boolean> {
  const settled =
    await tx.execute(sql`update quarantine set settled_at = ${now.toString()}, settled_by = ${actor.userId}
    where school_id = ${row.schoolId} and resource = ${row.resource} and key = ${row.key} and settled_at is null returning 1`);
  if (settled.length === 0) return false;
  await recordChange(tx, authorOf(actor), now, {
    schoolId: row.schoolId,
    action: "row from Aeries settled",
    subject: `${row.resource}: ${row.key}`,
    reason: row.reason,
  });
  return true;
}
