import { setTimeout as wait } from "node:timers/promises";
import type postgres from "postgres";
import { DemoProblem } from "./sentence.ts";

const mostMs = 120_000;

type Run = {
  school: string;
  resource: string;
  outcome: string | null;
  counts: Record<string, number>;
  message: string | null;
};

/**
 * Watches the worker's runs until every school has read its attendance, saying each as it ends.
 * @throws DemoProblem when a run fails or nothing ends for two minutes
 */
export async function watchFirstLoad(admin: postgres.Sql, say: (line: string) => void): Promise<void> {
  const said = new Set<string>();
  const deadline = performance.now() + mostMs;
  while (performance.now() < deadline) {
    const runs = await admin<Run[]>`select c.short_name as school, r.resource, r.outcome, r.counts, r.message
      from sync_run r join school c on c.id = r.school_id order by r.id`;
    const failed = runs.find((run) => run.outcome === "error");
    if (failed)
      throw new DemoProblem(`Reading ${failed.resource} of ${failed.school} failed: ${failed.message}`);
    for (const { school, resource, outcome, counts } of runs) {
      if (resource !== "attendance" || outcome !== "ok" || said.has(school)) continue;
      said.add(school);
      say(`  ${school}: ${counts.read ?? 0} marks read from Aeries`);
    }
    const [state] = await admin<{ schools: number; done: number; open: number }[]>`select
      (select count(*)::int from school where active) as schools,
      (select count(distinct school_id)::int from sync_run where resource = 'attendance' and outcome = 'ok') as done,
      (select count(*)::int from sync_run where outcome is null) as open`;
    if (state && state.schools > 0 && state.done === state.schools && state.open === 0) return;
    await wait(250);
  }
  throw new DemoProblem(
    "Reading the district took longer than two minutes. See worker.log beside access.json.",
  );
}
