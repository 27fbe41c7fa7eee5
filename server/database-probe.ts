import type { Sql } from "./database.ts";
import type { DatabaseProbe } from "./health.ts";
import { migrationsPending } from "./migrations.ts";

/** Asks the database itself, through the pool that requests use. */
export function databaseProbe(sql: Sql): DatabaseProbe {
  return {
    async ping(signal) {
      const started = performance.now();
      const query = sql`select 1`;
      const cancel = () => query.cancel();
      signal.addEventListener("abort", cancel, { once: true });
      try {
        await query;
      } finally {
        signal.removeEventListener("abort", cancel);
      }
      return performance.now() - started;
    },
    async activeConnections() {
      const [row] = await sql<{ open: number }[]>`
        select count(*)::int as open from pg_stat_activity
        where datname = current_database() and usename = current_user
          and application_name = current_setting('application_name')
          and client_addr is not distinct from inet_client_addr()`;
      return row!.open;
    },
    migrationsPending: () => migrationsPending(sql),
  };
}
