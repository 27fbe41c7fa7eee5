import { readFileSync } from "node:fs";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { ensureRoles } from "#drizzle/roles.ts";
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
  const sql = postgres(admin, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    await ensureRoles(sql, passwords);
    await sql`select pg_advisory_lock(460461)`;
    await sql`set role owner`;
    await migrate(drizzle(sql), { migrationsFolder: folder, migrationsSchema: "migrations" });
    await sql`grant usage on schema migrations to web, worker`;
    await sql`grant select on all tables in schema migrations to web, worker`;
    await sql`reset role`;
    await migrateJobs(admin);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** How many migrations the code has that the database has not. */
export async function migrationsPending(sql: postgres.Sql): Promise<number> {
  const journal = JSON.parse(readFileSync(`${folder}/meta/_journal.json`, "utf8")) as { entries: unknown[] };
  const [row] = await sql<{ applied: number }[]>`
    select case when to_regclass('migrations.__drizzle_migrations') is null then 0
      else (select count(*)::int from migrations.__drizzle_migrations) end as applied`.catch(() => [
    { applied: 0 },
  ]);
  return journal.entries.length - (row?.applied ?? 0);
}
