import type { Role } from "#app/access/permissions.ts";
import type { Clock } from "#app/context.ts";
import type { JobName } from "#app/jobs/names.ts";
import { openJobs } from "#server/jobs.ts";
import { layOutSmallDistrict } from "../database/small-district.ts";
import { createTestDatabase, silentLog } from "../database/test-database.ts";
import { contextOf, signedIn } from "./signed-in.ts";

/** The address of Oak Elementary, school 10 of the small district. */
export const oak = { schoolId: 10 };

/** The small district with people of Oak who can ask its pages, and a clock that the test sets. */
export async function openOak(morning: string) {
  let now = Temporal.Instant.from(morning);
  const clock: Clock = {
    now: () => now,
    today: () => now.toZonedDateTimeISO("America/Los_Angeles").toPlainDate(),
  };
  const database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  const { context, refused } = contextOf(database, clock);
  const { boss, jobs } = await openJobs(database.urls.web, silentLog);
  context.jobs = jobs;
  const someone = (name: string, role: Role, staffId?: number) => () =>
    signedIn(database, context, { name, role, schoolId: 10, staffId });
  return {
    database,
    context,
    refused,
    admin: database.admin,
    /** Sets the clock. A session lasts some hours only: sign in after it. */
    at: (moment: string) => {
      now = Temporal.Instant.from(moment);
    },
    clerk: someone("Cal Clerk", "attendance clerk"),
    principal: someone("Pat Principal", "school administrator"),
    auditor: someone("Audrey Auditor", "auditor"),
    /** Of class 101. */
    teacher: someone("Ann Abe", "teacher", 501),
    /** The jobs that were asked for and have not run. */
    queued: async () => {
      const rows = await database.admin<{ name: JobName }[]>`select name from pgboss.job order by created_on`;
      return rows.map(({ name }) => name);
    },
    close: async () => {
      await boss.stop({ graceful: false });
      await database.drop();
    },
  };
}
export type Oak = Awaited<ReturnType<typeof openOak>>;

type Mark = {
  pupilId: number;
  code: string | null;
  source: "aeries" | "teacher" | "office";
  at: string;
  date?: string;
  by?: number;
  section?: number | null;
  reason?: string;
  minutesLate?: number;
};

/** Lays a mark at Oak, of class 101 on 14 October 2026 where nothing else is said. */
export const layMark = ({ admin }: Pick<Oak, "admin">, mark: Mark) =>
  admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, by, at, reason, minutes_late)
    values (10, 2026, ${mark.date ?? "2026-10-14"}, '', ${mark.pupilId}, ${mark.source}, ${mark.section === undefined ? 101 : mark.section},
      ${mark.code}, ${mark.by ?? null}, ${mark.at}, ${mark.reason ?? null}, ${mark.minutesLate ?? null})`;

/** Lays a taking of a register of Oak. */
export const layTaking = (
  { admin }: Pick<Oak, "admin">,
  taking: { section: number; by: number; at: string; date?: string },
) =>
  admin`insert into register_taking (school_id, on_date, section_number, period, submission, taken_by, taken_as, at, pupil_count, exception_count)
    values (10, ${taking.date ?? "2026-10-14"}, ${taking.section}, '', gen_random_uuid(), ${taking.by}, 'teacher', ${taking.at}, 3, 0)`;
