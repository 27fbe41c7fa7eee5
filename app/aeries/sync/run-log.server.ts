import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { DayWindow } from "#app/aeries/reconcile.ts";
import type { Counts, LastRead, ResourceName, Run } from "./run.ts";

/** Marks what a run left open that is no longer there. Whoever calls it holds the school's lock, so nobody else runs. */
export async function closeInterrupted(tx: Tx, schoolId: number, now: Temporal.Instant): Promise<number> {
  const closed =
    await tx.execute(sql`update sync_run set outcome = 'interrupted', finished_at = ${now.toString()},
      message = 'The reading was stopped before it was complete. Nothing of it was kept; it is read again next time.'
    where school_id = ${schoolId} and finished_at is null returning id`);
  return closed.length;
}

/** Notes that a resource is being read; answers the note's id and when the resource was last read without failure. */
export async function openRun(
  tx: Tx,
  run: Run,
  resource: ResourceName,
): Promise<{ id: number; last: LastRead }> {
  const { schoolId, batch, startedBy, context } = run;
  const [last] = await tx.execute<{ started_at: string }>(sql`select started_at from sync_run
    where school_id = ${schoolId} and resource = ${resource} and outcome = 'ok' order by started_at desc, id desc limit 1`);
  const [opened] = await tx.execute<{
    id: string;
  }>(sql`insert into sync_run (school_id, batch, resource, started_at, started_by)
    values (${schoolId}, ${batch}, ${resource}, ${context.clock.now().toString()}, ${startedBy}) returning id`);
  return {
    id: Number(opened!.id),
    last: last ? { startedAt: Temporal.Instant.from(last.started_at) } : null,
  };
}

export type RunEnd = {
  outcome: "ok" | "error";
  counts: Partial<Counts>;
  window?: DayWindow;
  message: string | null;
};

export async function closeRun(tx: Tx, run: Run, id: number, end: RunEnd): Promise<void> {
  await tx.execute(sql`update sync_run set finished_at = ${run.context.clock.now().toString()}, outcome = ${end.outcome},
      counts = ${JSON.stringify(end.counts)}::jsonb, window_from = ${end.window?.from.toString() ?? null},
      window_to = ${end.window?.to.toString() ?? null}, message = ${end.message}
    where school_id = ${run.schoolId} and id = ${id}`);
}
