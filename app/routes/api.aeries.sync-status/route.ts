import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireToken } from "#app/access/token.server.ts";
import { readSyncStatus } from "#app/aeries/sync-status.server.ts";
import { lagOf } from "#app/aeries/sync-status.ts";
import { nextStart } from "#app/jobs/next-start.ts";

/** GET /api/aeries/sync-status: the last run of each school and resource (scope aeries:read). Times are UTC. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const token = await requireToken(context, request, "aeries:read");
  const now = context.clock.now();
  const next = nextStart("sync-district", now, context.settings.timeZone);
  const statuses = await context.door.asSystem("api: sync status", token.schools, async (tx) => {
    const all = [];
    for (const id of token.schools) all.push(await readSyncStatus(tx, id, now));
    return all;
  });
  const body = {
    checked_at: now.toString(),
    next_run: next?.toString() ?? null,
    schools: statuses.map((status) => ({
      school_id: status.schoolId,
      under_way: status.underWay,
      lag_seconds: lagOf(status, now)?.total({ unit: "seconds" }) ?? null,
      quarantined_rows: status.waitingRows,
      resources: status.resources.map((one) => ({
        resource: one.resource,
        started_at: one.startedAt.toString(),
        finished_at: one.finishedAt?.toString() ?? null,
        outcome: one.outcome,
        counts: one.counts,
        last_ok_at: one.lastOkAt?.toString() ?? null,
        message: one.message,
      })),
    })),
  };
  return Response.json(body, { headers: { "Cache-Control": "no-store" } });
}
