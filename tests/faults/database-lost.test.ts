import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Embedded, startEmbedded } from "#server/embedded-postgres.ts";
import { migrateDatabase } from "#server/migrations.ts";
import { layOutSmallDistrict } from "../database/small-district.ts";
import { startWebProcess, type WebProcess } from "./web-process.ts";

const folder = `.data/faults-${process.pid}`;
const token = "a-token-of-the-test";
const address = "/schools/10/registers/2026-10-14/section/101";
const cookie = `session=${encodeURIComponent(Buffer.from(JSON.stringify(token)).toString("base64"))}`;
let server: Embedded;
let web: WebProcess;
let start: (patienceMs: number) => Promise<WebProcess>;

const count = async (what: "mark" | "register_taking") => {
  const admin = postgres(server.urls("postgres").admin, { max: 1 });
  const [row] = await admin`select count(*)::int as n from ${admin(what)}`;
  await admin.end();
  return row?.n as number;
};
const health = () =>
  fetch(`${web.url}/api/health`).then(async (answer) => ({
    status: answer.status,
    body: await answer.json(),
  }));
const serverPid = () => Number(readFileSync(`${folder}/postgres/postmaster.pid`, "utf8").split("\n")[0]);
const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
/** Resolves when the server's process has gone: one that still answers would be taken for running. */
const killed = async () => {
  const pid = serverPid();
  process.kill(pid, "SIGQUIT");
  await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false);
};
const save = (code: string) =>
  fetch(web.url + address, {
    method: "POST",
    redirect: "manual",
    headers: { Cookie: cookie, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      seen: "0",
      submission: crypto.randomUUID(),
      "mark.1001": code,
      "mark.1002": "",
    }),
  });

beforeAll(async () => {
  server = await startEmbedded(folder);
  const urls = server.urls("postgres");
  await migrateDatabase(urls.admin, {
    web: new URL(urls.web).password,
    worker: new URL(urls.worker).password,
  });
  const admin = postgres(urls.admin, { max: 1, onnotice: () => {} });
  await layOutSmallDistrict(admin);
  await admin`insert into user_account (email, name, password_hash) values ('c@example.org', 'Cal Clerk', '')`;
  await admin`insert into user_role (user_id, school_id, role, granted_at) values (1, 10, 'attendance clerk', now())`;
  const id = createHash("sha256").update(token).digest("base64url");
  await admin`insert into session (id, user_id, stage, created_at, last_seen_at, ends_at)
    values (${id}, 1, 'full', '2026-10-14T17:00:00Z', '2026-10-14T17:00:00Z', '2026-10-15T05:00:00Z')`;
  await admin.end();
  start = (patienceMs) =>
    startWebProcess({
      DATABASE_URL: urls.admin,
      DATABASE_WEB_URL: urls.web,
      DATABASE_WORKER_URL: urls.worker,
      DATA_FOLDER: folder,
      CLOCK_AT: "2026-10-14T17:00:00Z",
      LOG_LEVEL: "info",
      DATABASE_PATIENCE_MS: String(patienceMs),
    });
  // Longer than a busy machine takes to bring the database back.
  web = await start(45_000);
}, 120_000);
afterAll(async () => {
  await web?.stop();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("with its database lost it says so within two seconds, pages show a sentence, and it recovers by itself", async () => {
  expect((await fetch(web.url + address, { headers: { Cookie: cookie } })).status).toBe(200);
  const down = killed();
  const asked = performance.now();
  const answer = await health();
  expect(performance.now() - asked).toBeLessThan(2_500);
  expect(answer).toMatchObject({ status: 503, body: { database: "unhealthy", overall_status: "unhealthy" } });
  const page = await fetch(web.url + address, { headers: { Cookie: cookie } });
  expect(page.status).toBe(503);
  expect(await page.text()).toMatch(/try again/i);
  await down;
  server = await startEmbedded(folder);
  await expect.poll(async () => (await health()).body.database, { timeout: 15_000 }).toBe("healthy");
  expect((await fetch(web.url + address, { headers: { Cookie: cookie } })).status).toBe(200);
}, 60_000);

test("lost under many pages at once it ends no process, and each connection comes back", async () => {
  const page = async () => {
    const answer = await fetch(web.url + address, { headers: { Cookie: cookie } });
    await answer.text();
    return answer.status;
  };
  const seen = new Set<number>();
  const meets = (status: number) => expect.poll(() => seen.has(status), { timeout: 20_000 }).toBe(true);
  let asking = true;
  const readers = Array.from({ length: 24 }, async () => {
    while (asking) seen.add(await page());
  });
  try {
    for (let time = 0; time < 3; time++) {
      await meets(200);
      await killed();
      await meets(503);
      server = await startEmbedded(folder);
      seen.clear();
    }
    await meets(200);
  } finally {
    asking = false;
    await Promise.all(readers);
  }
  expect(web.process.exitCode).toBeNull();
  expect(new Set(await Promise.all(readers.map(page)))).toEqual(new Set([200]));
}, 120_000);

test("a save that meets a restart waits it out, and is saved once", async () => {
  const before = await count("register_taking");
  const down = killed();
  const saving = save("A");
  await down;
  server = await startEmbedded(folder);
  expect((await saving).status).toBe(302);
  expect(await count("mark")).toBe(1);
  expect(await count("register_taking")).toBe(before + 1);
}, 60_000);

test("a save that nothing can help gets a sentence and the form to send again", async () => {
  await web.stop();
  web = await start(500);
  await killed();
  const answer = await save("U");
  const page = await answer.text();
  expect(answer.status).toBe(503);
  expect(page).toMatch(/send (it )?again/i);
  expect(page).toContain('name="mark.1001"');
  expect(page).toContain('value="U"');
  server = await startEmbedded(folder);
}, 60_000);
