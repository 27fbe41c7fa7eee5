import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import type { DatabaseProbe } from "./health.ts";
import { migrationsPending } from "./migrations.ts";

/** Asks the database itself, over the connections that requests use. */
export function databaseProbe(database: Database): DatabaseProbe {
  return {
    async ping(signal) {
      const started = performance.now();
      await database.single((db) => db.execute(sql`select 1`), signal);
      return performance.now() - started;
    },
    async activeConnections() {
      const [row] = await database.single((db) =>
        db.execute<{ open: number }>(sql`
          select count(*)::int as open from pg_stat_activity
          where datname = current_database() and usename = current_user
            and application_name = current_setting('application_name')
            and client_addr is not distinct from inet_client_addr()`),
      );
      return row!.open;
    },
    migrationsPending: () => migrationsPending(database),
  };
}
