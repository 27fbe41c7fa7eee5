import { z } from "zod";
import type { ApiOperation } from "#app/access/api-operation.ts";
import { lagOf, type SyncStatus } from "./sync-status.ts";

const seconds = z.number().nullable();
const moment = z.iso.datetime().nullable();

/** The answer of GET /api/aeries/sync-status. */
export const syncStatusAnswer = z.object({
  checked_at: z.iso.datetime(),
  next_run: moment,
  schools: z.array(
    z.object({
      school_id: z.int(),
      under_way: z.boolean(),
      lag_seconds: seconds.describe("Since attendance was last read without failure"),
      next_run: moment,
      quarantined_rows: z.int(),
      resources: z.array(
        z.object({
          resource: z.string(),
          started_at: z.iso.datetime(),
          finished_at: moment,
          outcome: z.enum(["ok", "error", "interrupted"]).nullable().describe("Null while it runs"),
          counts: z.record(z.string(), z.number()),
          last_ok_at: moment,
          lag_seconds: seconds.describe("Since this was last read without failure"),
          message: z.string().nullable(),
        }),
      ),
    }),
  ),
});

/** How the readings stand, as the API answers it. Times are UTC. */
export function answerSyncStatus(
  statuses: readonly SyncStatus[],
  now: Temporal.Instant,
  next: Temporal.Instant | null,
): z.input<typeof syncStatusAnswer> {
  const nextRun = next?.toString() ?? null;
  return {
    checked_at: now.toString(),
    next_run: nextRun,
    schools: statuses.map((status) => ({
      school_id: status.schoolId,
      under_way: status.underWay,
      lag_seconds: lagOf(status, now)?.total("seconds") ?? null,
      next_run: nextRun,
      quarantined_rows: status.waitingRows,
      resources: status.resources.map((one) => ({
        resource: one.resource,
        started_at: one.startedAt.toString(),
        finished_at: one.finishedAt?.toString() ?? null,
        outcome: one.outcome,
        counts: one.counts,
        last_ok_at: one.lastOkAt?.toString() ?? null,
        lag_seconds: one.lastOkAt?.until(now).total("seconds") ?? null,
        message: one.message,
      })),
    })),
  };
}

export const syncStatusOperation: ApiOperation = {
  method: "get",
  path: "/api/aeries/sync-status",
  summary: "The last reading of Aeries by school and resource",
  scope: "aeries:read",
  answers: {
    200: {
      schema: syncStatusAnswer,
      example: {
        checked_at: "2026-10-14T15:00:00Z",
        next_run: "2026-10-14T15:15:00Z",
        schools: [
          {
            school_id: 12,
            under_way: false,
            lag_seconds: 540,
            next_run: "2026-10-14T15:15:00Z",
            quarantined_rows: 0,
            resources: [
              {
                resource: "attendance",
                started_at: "2026-10-14T14:51:00Z",
                finished_at: "2026-10-14T14:51:04Z",
                outcome: "ok",
                counts: { read: 812, changed: 3 },
                last_ok_at: "2026-10-14T14:51:00Z",
                lag_seconds: 540,
                message: null,
              },
            ],
          },
        ],
      },
    },
  },
  problems: [405],
};
