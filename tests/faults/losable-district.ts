import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import postgres from "postgres";
import { expect } from "vitest";
import type { Role } from "#app/access/permissions.ts";
import { startEmbedded } from "#server/embedded-postgres.ts";
import { migrateDatabase } from "#server/migrations.ts";
import { layOutSmallDistrict } from "../database/small-district.ts";
import { startWebProcess, type WebProcess } from "./web-process.ts";

const token = "a-token-of-the-test";
const session = encodeURIComponent(Buffer.from(JSON.stringify(token)).toString("base64"));

/**
 * The small district on October 14, 2026, on a database server of its own that can be killed and started again, with
 * one person signed in who has these roles at school 10.
 */
export async function losableDistrict(name: string, roles: readonly Role[]) {
  const folder = `.data/faults-${name}-${process.pid}`;
  let server = await startEmbedded(folder);
  const urls = server.urls("postgres");
  await migrateDatabase(urls.admin, {
    web: new URL(urls.web).password,
    worker: new URL(urls.worker).password,
  });

  /** As the database's owner, on a connection for this alone. */
  async function asAdmin<T>(work: (admin: postgres.Sql) => Promise<T>): Promise<T> {
    const admin = postgres(urls.admin, { max: 1, onnotice: () => {} });
    try {
      return await work(admin);
    } finally {
      await admin.end();
    }
  }

  await asAdmin(async (admin) => {
    await layOutSmallDistrict(admin);
    await admin`insert into user_account (email, name, password_hash) values ('c@example.org', 'Cal Clerk', '')`;
    for (const role of roles)
      await admin`insert into user_role (user_id, school_id, role, granted_at) values (1, 10, ${role}, now())`;
    const id = createHash("sha256").update(token).digest("base64url");
    await admin`insert into session (id, user_id, stage, created_at, last_seen_at, ends_at)
      values (${id}, 1, 'full', '2026-10-14T17:00:00Z', '2026-10-14T17:00:00Z', '2026-10-15T05:00:00Z')`;
  });

  return {
    cookie: `session=${session}`,
    asAdmin,
    startWeb: (more: Record<string, string> = {}): Promise<WebProcess> =>
      startWebProcess({
        DATABASE_URL: urls.admin,
        DATABASE_WEB_URL: urls.web,
        DATABASE_WORKER_URL: urls.worker,
        DATA_FOLDER: folder,
        CLOCK_AT: "2026-10-14T17:00:00Z",
        LOG_LEVEL: "info",
        ...more,
      }),
    /** Keeps every other transaction from the table until it is let go, or the database is killed. */
    async holdTable(table: string) {
      const holding = postgres(urls.admin, { max: 1, onnotice: () => {} });
      const kept = await holding.reserve();
      await kept`begin`;
      await kept`lock table ${kept(table)} in access exclusive mode`;
      return {
        /** Resolves when a transaction of the web process waits for the table. */
        waitedFor: () =>
          expect
            .poll(
              async () => {
                const [row] = await kept`select count(*)::int as n from pg_locks where not granted`;
                return row!.n;
              },
              { timeout: 20_000 },
            )
            .toBeGreaterThan(0),
        async letGo() {
          await kept`rollback`;
          kept.release();
          await holding.end();
        },
      };
    },
    /** Resolves when the server's process has gone: one that still answers would be taken for running. */
    async killDatabase() {
      const pid = Number(readFileSync(`${folder}/postgres/postmaster.pid`, "utf8").split("\n")[0]);
      process.kill(pid, "SIGQUIT");
      await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false);
    },
    async startDatabase() {
      await server.stop();
      server = await startEmbedded(folder);
    },
    async close() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The person signed in, at a page of the product. */
export async function visitSignedIn(
  browser: Browser,
  address: string,
  javaScriptEnabled: boolean,
): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled });
  await context.addCookies([{ name: "session", value: session, url: new URL(address).origin }]);
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

export type LosableDistrict = Awaited<ReturnType<typeof losableDistrict>>;

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
