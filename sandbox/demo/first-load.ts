import { setTimeout as wait } from "node:timers/promises";
import type postgres from "postgres";
import { DemoProblem } from "./sentence.ts";

const mostMs = 120_000;

type Run = {
  school: string | null;
  resource: string;
  outcome: string | null;
  counts: Record<string, number>;
  message: string | null;
};

/** The number of the newest run; what a start causes comes after it. */
export async function newestRun(admin: postgres.Sql): Promise<number> {
  const [newest] = await admin<{ id: number }[]>`select coalesce(max(id), 0)::int as id from sync_run`;
  return newest!.id;
}

/**
 * Watches the worker's runs until every school has read its attendance, saying each as it ends.
 * @param after the newest run before this reading; what ended badly before it may be mended by now
 * @throws DemoProblem when the newest run of a resource failed, or nothing ends for two minutes
 */
export async function watchFirstLoad(
  admin: postgres.Sql,
  after: number,
  say: (line: string) => void,
  ending: AbortSignal,
): Promise<void> {
  const said = new Set<string>();
  let deadline = performance.now() + mostMs;
  while (performance.now() < deadline) {
    const runs = await admin<Run[]>`
      select distinct on (r.school_id, r.resource) c.short_name as school, r.resource, r.outcome, r.counts, r.message
      from sync_run r left join school c on c.id = r.school_id where r.id > ${after}
      order by r.school_id, r.resource, r.id desc`;
    const failed = runs.find((run) => run.outcome === "error");
    if (failed)
      throw new DemoProblem(
        `Reading ${failed.resource} of ${failed.school ?? "the district"} failed: ${failed.message}`,
      );
    for (const { school, resource, outcome, counts } of runs) {
      if (school === null || resource !== "attendance" || outcome !== "ok" || said.has(school)) continue;
      said.add(school);
      deadline = performance.now() + mostMs;
      say(`  ${school}: ${counts.read ?? 0} marks read from Aeries`);
    }
    const [state] = await admin<{ schools: number; done: number; open: number }[]>`select
      (select count(*)::int from school where active) as schools,
      (select count(distinct school_id)::int from sync_run
        where resource = 'attendance' and outcome = 'ok' and id > ${after}) as done,
      (select count(*)::int from sync_run where outcome is null) as open`;
    if (state && state.schools > 0 && state.done >= state.schools && state.open === 0) return;
    await wait(250, undefined, { signal: ending });
  }
  throw new DemoProblem("Nothing more was read for two minutes. See worker.log beside access.json.");
}
