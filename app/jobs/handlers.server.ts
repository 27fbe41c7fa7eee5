import { syncDistrict } from "#app/aeries/sync/sync-district.server.ts";
import { syncSchool } from "#app/aeries/sync/sync-school.server.ts";
import type { Context } from "#app/context.ts";
import type { JobData, JobName } from "./names.ts";

/** Does one job. `signal` aborts when the worker stops or the job has run too long. */
export type JobHandler<N extends JobName> = (
  context: Context,
  data: JobData[N],
  signal: AbortSignal,
) => Promise<void>;

/** A job that this version of the product cannot do; it says so each time, so that nobody thinks it was done. */
const withoutHandler =
  (job: JobName) =>
  async ({ log }: Context): Promise<void> =>
    log.error("job_without_handler", { job });

/** What the worker does for each job. */
export const jobHandlers: { [N in JobName]: JobHandler<N> } = {
  "sync-school": syncSchool,
  "sync-district": syncDistrict,
  "fill-places": withoutHandler("fill-places"),
  "check-compliance": withoutHandler("check-compliance"),
  "clear-away": withoutHandler("clear-away"),
};
