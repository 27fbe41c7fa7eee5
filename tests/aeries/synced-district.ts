import { createAeriesClient } from "#app/aeries/client.server.ts";
import { syncDistrict } from "#app/aeries/sync/sync-district.server.ts";
import { syncSchool } from "#app/aeries/sync/sync-school.server.ts";
import type { Context } from "#app/context.ts";
import type { JobData, JobName } from "#app/jobs/names.ts";
import { type Aeries, startAeries } from "#sandbox/aeries/server.ts";
import { createSecretBox } from "#server/secret-box.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../database/test-database.ts";
import { notedLog } from "./answering.ts";

/** A Wednesday in the third school month, at 10:15 in the district. */
export const morning = "2026-10-14T17:15:00Z";

export type SyncedDistrict = Awaited<ReturnType<typeof startSyncedDistrict>>;

/** The pretend district behind its own Aeries over HTTP, a migrated database, and the worker's context between them. */
export async function startSyncedDistrict(options: { today?: string; seed?: number } = {}) {
  const today = Temporal.PlainDate.from(options.today ?? "2026-10-14");
  const clock = clockAt(`${today}T17:15:00Z`);
  const database: TestDatabase = await createTestDatabase(clock);
  const stand: Aeries = await startAeries({ seed: options.seed ?? 7, today });
  const { lines, log } = notedLog();
  const counted: string[] = [];
  const enqueued: { name: JobName; data: JobData[JobName] }[] = [];
  const clientOf = (baseUrl: string) =>
    createAeriesClient({
      baseUrl,
      certificate: stand.certificate,
      timeoutMs: 10_000,
      concurrency: 4,
      retries: 1,
      today: clock.today,
      sleep: async () => {},
      log,
    });
  const aeries = clientOf(stand.url);
  const context: Context = {
    door: database.worker,
    clock,
    log,
    counters: {
      unauthorizedAccess: () => {},
      failedLogin: () => {},
      securityAlert: () => {},
      aeriesSync: (resource, outcome) => counted.push(`${resource} ${outcome}`),
    },
    jobs: {
      enqueue: async (_tx, name, data) => {
        enqueued.push({ name, data });
      },
    },
    aeries,
    secrets: createSecretBox(Buffer.alloc(32, 7).toString("base64")),
    settings: {
      publicUrl: "http://localhost",
      secureCookies: false,
      environment: "test",
      timeZone: "America/Los_Angeles",
      districtName: "Pretend",
      aeries: { url: stand.url, certificate: stand.certificate },
    },
  };
  const never = new AbortController().signal;
  return {
    context,
    database,
    admin: database.admin,
    stand,
    lines,
    counted,
    enqueued,
    clientOf,
    /** Reads the schools and staff, as the district's job does. */
    district: () => syncDistrict(context, { full: true, startedBy: null }, never),
    school: (schoolId: number, more: { full?: boolean; signal?: AbortSignal; context?: Context } = {}) =>
      syncSchool(
        more.context ?? context,
        { schoolId, full: more.full ?? false, startedBy: null },
        more.signal ?? never,
      ),
    /** Outcomes and counts of the newest reading of a school, by resource. */
    async newest(schoolId: number) {
      const rows = await database.admin`select distinct on (resource) resource, outcome, counts, message,
        window_from::text, window_to::text from sync_run where school_id = ${schoolId} order by resource, id desc`;
      return Object.fromEntries(rows.map((row) => [row.resource as string, row]));
    },
    async close() {
      aeries.close();
      await stand.close();
      await database.drop();
    },
  };
}
