import type { ChangeArea } from "#app/aeries/resources.ts";
import { changesSince } from "./changes-since.ts";
import type { LastRead, Run } from "./run.ts";

/**
 * The pupils of the school of whom something changed in this area since the last reading; null when everything must be
 * read: on a full reading, the first time, or where Aeries will not say what changed. Aeries' feed may leave deletions
 * out; the full reading of the night finds those.
 */
export async function changedPupils(
  run: Run,
  area: ChangeArea,
  last: LastRead,
): Promise<ReadonlySet<number> | null> {
  if (run.full || last === null || run.aeriesClock === null) return null;
  const since = changesSince(run.aeriesClock, last.startedAt);
  const answer = await run.aeries.studentDataChanges(area, since, {
    databaseYear: run.year,
    signal: run.signal,
  });
  if (!answer.ok || answer.value.bad.length > 0) return null;
  const here = answer.value.good.filter((change) => change.schoolCode === run.schoolId);
  return new Set(here.map((change) => change.pupilId));
}
