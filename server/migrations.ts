import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { ensureRoles } from "#drizzle/roles.ts";
import type { Database } from "./database.ts";
import { migrateJobs } from "./jobs.ts";

const folder = new URL("../drizzle/migrations", import.meta.url).pathname;

/**
 * Brings a database up to date: roles, tables, guards. Safe to run again, and from two places at once.
 * @param admin connection string of a role that may create roles (the server's administrator)
 */
export async function migrateDatabase(
  admin: string,
  passwords: { web: string; worker: string },
): Promise<void> {
  const client = postgres(admin, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    await ensureRoles(client, passwords);
    await client`select pg_advisory_lock(460461)`;
    await client`set role owner`;
    await migrate(drizzle(client), { migrationsFolder: folder, migrationsSchema: "migrations" });
    await client`grant usage on schema migrations to web, worker`;
    await client`grant select on all tables in schema migrations to web, worker`;
    await client`reset role`;
    await migrateJobs(admin);
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** How many migrations the code has that the database has not. */
export async function migrationsPending(database: Pick<Database, "single">): Promise<number> {
  const journal = JSON.parse(readFileSync(`${folder}/meta/_journal.json`, "utf8")) as { entries: unknown[] };
  const [row] = await database
    .single((db) =>
      db.execute<{ applied: number }>(sql`
        select case when to_regclass('migrations.__drizzle_migrations') is null then 0
          else (select count(*)::int from migrations.__drizzle_migrations) end as applied`),
    )
    .catch(() => [{ applied: 0 }]);
  return journal.entries.length - (row?.applied ?? 0);
}
