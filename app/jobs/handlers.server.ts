import { clearAway } from "#app/access/clear-away.server.ts";
import { syncDistrict } from "#app/aeries/sync/sync-district.server.ts";
import { syncSchool } from "#app/aeries/sync/sync-school.server.ts";
import { type Probes, runChecks } from "#app/compliance/checks.server.ts";
import type { Context } from "#app/context.ts";
import {
  runWriteToAllFamilies,
  runWriteToFamilies,
} from "#app/recovery/families/write-to-families.server.ts";
import { runFillPlaces } from "#app/recovery/fill-places.server.ts";
import { runReleaseLeft } from "#app/recovery/release-left.server.ts";
import { settleClaims } from "#app/recovery/settle-claims.server.ts";
import type { JobData, JobName } from "./names.ts";

/** Does one job. `signal` aborts when the worker stops or the job has run too long. */
export type JobHandler<N extends JobName> = (
  context: Context,
  data: JobData[N],
  signal: AbortSignal,
) => Promise<void>;

/** What the worker does for each job. `probes` reach what only the process itself can show, such as its log. */
export const jobHandlers = (probes: Probes): { [N in JobName]: JobHandler<N> } => ({
  "sync-school": syncSchool,
  "sync-district": syncDistrict,
  "fill-places": runFillPlaces,
  "release-left": runReleaseLeft,
  "settle-claims": async (context) => void (await settleClaims(context)),
  "write-to-families": runWriteToFamilies,
  "write-to-all-families": runWriteToAllFamilies,
  "check-compliance": async (context, { whole }) =>
    void (await runChecks(context, { ...probes, whole: whole ?? false })),
  "clear-away": async (context) => void (await clearAway(context)),
});
