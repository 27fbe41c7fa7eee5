import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import type { JobData } from "#app/jobs/names.ts";
import { aloneAtSchool } from "./alone.server.ts";
import { attendanceResource } from "./attendance-resource.server.ts";
import { classResources } from "./class-resources.server.ts";
import { connectionResource } from "./connection-resource.server.ts";
import { pupilResources } from "./pupil-resources.server.ts";
import { readResources } from "./read-resources.server.ts";
import { schoolResources } from "./school-resources.server.ts";

const resources = [
  connectionResource,
  ...schoolResources,
  ...pupilResources,
  ...classResources,
  attendanceResource,
];

/** A first reading fills tables that the planner takes for empty, and would join them as if they were. */
const refreshStatistics = (tx: Tx) =>
  tx.execute(sql`analyze pupil, enrolment, roster, section, section_staff, contact, program, mark`);

/**
 * The job `sync-school`: reads everything of one school from Aeries. Expected failures are noted with the resource they
 * stopped; the job itself fails only when the database does, or when it is stopped.
 */
export async function syncSchool(
  context: Context,
  { schoolId, full, startedBy }: JobData["sync-school"],
  signal: AbortSignal,
): Promise<void> {
  const { aeries, log } = context;
  if (aeries === null) return log.warn("sync_without_aeries", { school: schoolId });
  const ran = await aloneAtSchool(context, schoolId, () =>
    readResources(resources, {
      context,
      aeries,
      schoolId,
      year: schoolYearOf(context.clock.today()),
      full,
      batch: randomUUID(),
      startedBy,
      signal,
      aeriesClock: null,
    }),
  );
  if (!ran) return log.info("sync_already_running", { school: schoolId });
  // What was read may have changed an absence that is claimed, or say that a pupil with a place has left. Each resource
  // is committed by now.
  await context.door.asSystem("sync", [schoolId], async (tx) => {
    await context.jobs.enqueue(tx, "settle-claims", {});
    await context.jobs.enqueue(tx, "release-left", { schoolId });
    if (full) await refreshStatistics(tx);
  });
}
