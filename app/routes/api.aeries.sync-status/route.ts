import type { LoaderFunctionArgs } from "@remix-run/node";
import { apiAnswer, onlyMethod } from "#app/access/api-problem.ts";
import { requireToken } from "#app/access/token.server.ts";
import { answerSyncStatus } from "#app/aeries/api-sync-status.ts";
import { readSyncStatus } from "#app/aeries/sync-status.server.ts";
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
  return apiAnswer(answerSyncStatus(statuses, now, next));
}

export const action = () => onlyMethod("GET");
