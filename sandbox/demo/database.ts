import postgres from "postgres";
import type { Embedded } from "#server/embedded-postgres.ts";
import { migrateDatabase } from "#server/migrations.ts";

const databaseName = "ap_demo";
const quiet = { max: 1, onnotice: () => {} };

/**
 * The demo's database on the server, brought up to date. A start that was stopped while it gave people accounts left
 * accounts whose passwords nobody has: then the database is made anew.
 * @param whole whether an earlier start came to its end
 */
export async function openDatabase(
  server: Embedded,
  whole: boolean,
  say: (line: string) => void,
): Promise<ReturnType<Embedded["urls"]>> {
  const urls = server.urls(databaseName);
  const root = postgres(server.urls("postgres").admin, quiet);
  try {
    let [present] = await root`select 1 from pg_database where datname = ${databaseName}`;
    if (present && !whole && (await hasAccounts(urls.admin))) {
      say("The last start was stopped half way: starting this district over");
      await root`drop database ${root(databaseName)} with (force)`;
      present = undefined;
    }
    if (!present) await root`create database ${root(databaseName)}`;
  } finally {
    await root.end();
  }
  const password = (url: string) => decodeURIComponent(new URL(url).password);
  await migrateDatabase(urls.admin, { web: password(urls.web), worker: password(urls.worker) });
  return urls;
}

async function hasAccounts(url: string): Promise<boolean> {
  const admin = postgres(url, quiet);
  try {
    const [made] = await admin`select to_regclass('api_token') is not null as tables`;
    if (!made?.tables) return false;
    return (await admin`select 1 from user_account union all select 1 from api_token limit 1`).length > 0;
  } finally {
    await admin.end();
  }
}
