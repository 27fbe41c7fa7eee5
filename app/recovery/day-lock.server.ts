import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";

/**
 * Holds back everyone else who plans or books recovery at this school on this date, until the transaction ends.
 * Whoever also locks a session's row locks that row first, so that no two wait for each other.
 */
export async function lockRecoveryDay(tx: Tx, schoolId: number, date: Temporal.PlainDate): Promise<void> {
  await lockRecoveryDays(tx, schoolId, [date]);
}

/** The same for several dates, oldest first, so that no two who lock several wait for each other. */
export async function lockRecoveryDays(
  tx: Tx,
  schoolId: number,
  dates: readonly Temporal.PlainDate[],
): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${schoolId}::int, day) from (
    select distinct (d - date '2000-01-01')::int as day from unnest(${`{${dates.join(",")}}`}::date[]) d order by 1 offset 0) days`);
}

/** Apart from the locks of days, which are pairs of whole numbers, and from that of the ledger. */
const teacherLocks = 46_211;

/**
 * Holds back everyone else who plans these teachers, at whatever school of the district, until the transaction ends:
 * what they do at other schools is read after it. Taken after the lock of the days.
 */
export async function lockTeachers(tx: Tx, teacherIds: readonly number[]): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${teacherLocks}::bigint << 32 | id) from (
    select distinct id from unnest(${ints(teacherIds)}) id order by 1 offset 0) teachers`);
}
