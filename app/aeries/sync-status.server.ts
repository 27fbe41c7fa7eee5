import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { schoolKeeping } from "#app/attendance/keeping.server.ts";
import { type SchoolKeeping, whyNotTakenHere } from "#app/attendance/taken-here.ts";
import { everyResource } from "./sync/run.ts";
import { schoolLock } from "./sync/school-lock.ts";
import { inReadingOrder, type ResourceStatus, type SyncStatus } from "./sync-status.ts";

/** Put on record by `askForReading`; looked up here to say that a reading has been asked for. */
export const readingAsked = "reading of Aeries asked for";

type Row = {
  resource: string;
  started_at: string;
  finished_at: string | null;
  outcome: ResourceStatus["outcome"];
  counts: Record<string, number>;
  message: string | null;
  last_ok_at: string | null;
};

type Facts = {
  held: boolean;
  waiting: number;
  asked: string | null;
  attendanceReporting: SchoolKeeping["attendanceReporting"] | null;
  scheduleType: SchoolKeeping["scheduleType"];
};

const instant = (text: string | null) => (text === null ? null : Temporal.Instant.from(text));

/** How the readings of a school stand. */
export async function readSyncStatus(tx: Tx, schoolId: number, now: Temporal.Instant): Promise<SyncStatus> {
  const rows =
    await tx.execute<Row>(sql`select n.resource, r.started_at, r.finished_at, r.outcome, r.counts, r.message,
      (select o.started_at from sync_run o where o.school_id = ${schoolId} and o.resource = n.resource
        and o.outcome = 'ok' order by o.started_at desc limit 1) as last_ok_at
    from unnest(${`{${everyResource.join(",")}}`}::text[]) as n(resource) cross join lateral (
      select * from sync_run r where r.school_id = ${schoolId} and r.resource = n.resource
      order by r.started_at desc, r.id desc limit 1) r`);
  const [facts] = await tx.execute<Facts>(sql`select ${schoolKeeping},
      exists (select 1 from pg_locks where locktype = 'advisory' and granted and classid = ${schoolLock} and objid = ${schoolId}
        and database = (select oid from pg_database where datname = current_database())) as held,
      (select count(*)::int from quarantine where school_id = ${schoolId} and settled_at is null) as waiting,
      (select max(at) from audit_entry where school_id = ${schoolId} and action = ${readingAsked}
        and at > ${now.subtract({ minutes: 10 }).toString()}) as asked
    from (select ${schoolId}::int as id) asked left join school s on s.id = asked.id`);
  const resources = rows
    .map((row) => ({
      resource: row.resource,
      startedAt: Temporal.Instant.from(row.started_at),
      finishedAt: instant(row.finished_at),
      outcome: row.outcome,
      counts: row.counts,
      message: row.message,
      lastOkAt: instant(row.last_ok_at),
    }))
    .toSorted(inReadingOrder);
  const asked = instant(facts!.asked);
  const begun = resources.some((one) => asked && Temporal.Instant.compare(one.startedAt, asked) >= 0);
  return {
    schoolId,
    resources,
    underWay: facts!.held,
    askedAt: begun ? null : asked,
    waitingRows: facts!.waiting,
    notTakenHere: whyNotTakenHere({
      attendanceReporting: facts!.attendanceReporting ?? "negative",
      scheduleType: facts!.scheduleType,
    }),
  };
}
