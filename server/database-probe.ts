import type { Sql } from "./database.ts";
import type { DatabaseProbe } from "./health.ts";
import { migrationsPending } from "./migrations.ts";

/** What health and metrics ask of the database. A query that the signal ends is cancelled. */
export function databaseProbe(sql: Sql): DatabaseProbe {
  const counted = "select count(*)::int as open from pg_stat_activity where usename = current_user";
  let open = 0;
  return {
    async ping(signal) {
      const startedAt = performance.now();
      const query = sql.unsafe(counted);
      signal.addEventListener("abort", () => query.cancel());
      const [row] = await query;
      open = (row?.open as number) ?? 0;
      return performance.now() - startedAt;
    },
    activeConnections: () => open,
    migrationsPending: () => migrationsPending(sql),
  };
}
