import postgres from "postgres";
import type { Log } from "#app/context.ts";
import type { Config } from "./config.ts";
import { startEmbedded } from "./embedded-postgres.ts";
import { migrateDatabase } from "./migrations.ts";
import { CannotStart } from "./stop.ts";

const embeddedName = "ap_tool";
const variables = { admin: "DATABASE_URL", web: "DATABASE_WEB_URL", worker: "DATABASE_WORKER_URL" };

/**
 * Where this process finds its database: the configured one, or the embedded one, which is started, made and brought
 * up to date on the way.
 */
export async function databaseAt(
  config: Config,
  role: "admin" | "web" | "worker",
  log: Log,
): Promise<{ url: string; close(): Promise<void> }> {
  if (config.database) {
    const url = config.database[role];
    if (!url) throw new CannotStart(`${variables[role]} must be set for this command.`);
    return { url, close: async () => {} };
  }
  const server = await startEmbedded(config.dataFolder);
  const admin = postgres(server.urls("postgres").admin, { max: 1, onnotice: () => {} });
  const [present] = await admin`select 1 from pg_database where datname = ${embeddedName}`;
  if (!present) await admin`create database ${admin(embeddedName)}`.catch(ignoreDuplicate);
  await admin.end();
  const urls = server.urls(embeddedName);
  await migrateDatabase(urls.admin, {
    web: new URL(urls.web).password,
    worker: new URL(urls.worker).password,
  });
  log.info("embedded_database_ready", { folder: config.dataFolder });
  return { url: urls[role], close: () => server.stop() };
}

/** Two processes may make it at the same moment. */
function ignoreDuplicate(failure: { code?: string }): void {
  if (failure.code !== "42P04" && failure.code !== "23505") throw failure;
}
