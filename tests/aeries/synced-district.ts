import { createPasswords } from "#app/access/password.server.ts";
import { createAeriesClient } from "#app/aeries/client.server.ts";
import { syncDistrict } from "#app/aeries/sync/sync-district.server.ts";
import { syncSchool } from "#app/aeries/sync/sync-school.server.ts";
import type { Context } from "#app/context.ts";
import type { JobData, JobName } from "#app/jobs/names.ts";
import { type Aeries, startAeries } from "#sandbox/aeries/server.ts";
import { contextOn } from "../access/test-context.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../database/test-database.ts";
import { notedLog } from "./answering.ts";

/** A Wednesday in the third school month, at 10:15 in the district. */
export const morning = "2026-10-14T17:15:00Z";

export type SyncedDistrict = Awaited<ReturnType<typeof startSyncedDistrict>>;

const written = {
  term: ["school_year", "code", "title", "starts_on", "ends_on"],
  calendar_day: [
    ...["date", "school_year", "day_number", "holiday_code", "attendance_month", "month_locked"],
    ...["period_block_pattern", "ab_day", "off_tracks"],
  ],
  bell_period: ["date", "period", "starts_at", "ends_at"],
  absence_code: ["code", "title", "type_code", "flag_category", "chosen_category", "retired"],
  pupil: [
    "pupil_id",
    "student_number",
    "last_name",
    "first_name",
    "grade",
    "inactive_code",
    "entered_on",
    "left_on",
  ],
  enrolment: ["pupil_id", "school_year", "entered_on", "left_on", "grade", "program_code", "exit_reason"],
  program: ["pupil_id", "code", "seq", "eligible_from", "eligible_to"],
  contact: ["pupil_id", "seq", "mailing_name", "phone", "email", "language"],
  section: [
    "section_number",
    "period",
    "course_id",
    "title",
    "room",
    "term_code",
    "class_calendar",
    "track",
    "active",
  ],
  section_staff: ["section_number", "staff_id", "is_primary", "starts_on", "ends_on"],
  roster: ["section_number", "pupil_id", "starts_on", "ends_on"],
  mark: ["school_year", "on_date", "period", "pupil_id", "source", "section_number", "code"],
  quarantine: ["resource", "key", "reason", "kind", "code", "raw"],
};

/** The pretend district behind its own Aeries over HTTP, a migrated database, and the worker's context between them. */
export async function startSyncedDistrict(options: { today?: string; seed?: number } = {}) {
  const today = Temporal.PlainDate.from(options.today ?? "2026-10-14");
  const clock = clockAt(`${today}T17:15:00Z`);
  const database: TestDatabase = await createTestDatabase(clock);
  const stand: Aeries = await startAeries({ seed: options.seed ?? 7, today });
  const { lines, log } = notedLog();
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
    ...contextOn(database, clock).context,
    door: database.worker,
    log,
    counters: {
      ...contextOn(database, clock).context.counters,
    },
    passwords: createPasswords(),
    jobs: {
      enqueue: async (_tx, name, data) => {
        enqueued.push({ name, data });
      },
    },
    aeries,
  };
  const never = new AbortController().signal;
  return {
    context,
    database,
    admin: database.admin,
    stand,
    lines,
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
    /** What the sync wrote for a school, table by table, as one hash each; moments and running numbers left out. */
    async checksums(schoolId: number) {
      const sums: Record<string, string> = {};
      for (const [table, columns] of Object.entries(written)) {
        const [row] = await database.admin<{ sum: string }[]>`
          select count(*) || ' ' || coalesce(md5(string_agg(said, chr(10) order by said)), '') as sum
          from (select concat_ws('|', ${database.admin(columns)})::text as said from ${database.admin(table)}
            where school_id = ${schoolId}) rows`;
        sums[table] = row!.sum;
      }
      return sums;
    },
    async close() {
      aeries.close();
      await stand.close();
      await database.drop();
    },
  };
}
