import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";

/**
 * Holds back everyone else who plans or books recovery at this school on this date, until the transaction ends.
 * Whoever also locks a session's row locks that row first, so that no two wait for each other.
 */
export async function lockRecoveryDay(tx: Tx, schoolId: number, date: Temporal.PlainDate): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(${schoolId}::int, (${date.toString()}::date - date '2000-01-01')::int)`,
  );
}
