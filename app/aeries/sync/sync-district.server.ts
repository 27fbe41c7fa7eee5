import { randomUUID } from "node:crypto";
import { openSchools } from "#app/access/schools.server.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import type { JobData } from "#app/jobs/names.ts";
import { aloneAtSchool } from "./alone.server.ts";
import { connectionResource } from "./connection-resource.server.ts";
import { districtResources } from "./district-resources.server.ts";
import { readResources } from "./read-resources.server.ts";

/** The district's own runs are noted under this number. */
export const districtId = 0;

/** The job `sync-district`: reads schools and staff, then has each active school read. */
export async function syncDistrict(
  context: Context,
  { full, startedBy }: JobData["sync-district"],
  signal: AbortSignal,
): Promise<void> {
  const { aeries, log, door, clock } = context;
  if (aeries === null) return log.warn("sync_without_aeries", { school: districtId });
  const ran = await aloneAtSchool(context, districtId, () =>
    readResources([connectionResource, ...districtResources], {
      context,
      aeries,
      schoolId: districtId,
      year: schoolYearOf(clock.today()),
      full,
      batch: randomUUID(),
      startedBy,
      signal,
      aeriesClock: null,
    }),
  );
  if (!ran) return log.info("sync_already_running", { school: districtId });
  await door.asSystem("sync: have each school read", [], async (tx) => {
    for (const schoolId of await openSchools(tx))
      await context.jobs.enqueue(tx, "sync-school", { schoolId, full, startedBy });
  });
}
