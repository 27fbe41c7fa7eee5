import { createHash, randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Embedded, startEmbedded } from "#server/embedded-postgres.ts";
import { migrateDatabase } from "#server/migrations.ts";
import { layOutSmallDistrict } from "../database/small-district.ts";
import { startWebProcess, type WebProcess } from "./web-process.ts";

const folder = `.data/api-faults-${process.pid}`;
const token = randomBytes(24).toString("base64url");
const known = { Authorization: `Bearer ${token}` };
const attendance = "/api/attendance?aggregated=true";
let server: Embedded;
let web: WebProcess;

const admin = async (statement: string) => {
  const sql = postgres(server.urls("postgres").admin, { max: 1, onnotice: () => {} });
  await sql.unsafe(statement);
  await sql.end();
};
const ask = async (path: string, options?: RequestInit) => {
  const answer = await fetch(web.url + path, options);
  const text = await answer.text();
  const type = answer.headers.get("content-type")?.split(";")[0];
  return { status: answer.status, type, text, body: type?.endsWith("json") ? JSON.parse(text) : null };
};
const problem = (status: number) => ({ status, type: "application/problem+json", body: { status } });

beforeAll(async () => {
  server = await startEmbedded(folder);
  const urls = server.urls("postgres");
  await migrateDatabase(urls.admin, {
    web: new URL(urls.web).password,
    worker: new URL(urls.worker).password,
  });
  const sql = postgres(urls.admin, { max: 1, onnotice: () => {} });
  await layOutSmallDistrict(sql);
  await sql`insert into api_token (name, hash, scopes, schools, created_at, expires_at) values
    ('script', ${createHash("sha256").update(token).digest("hex")}, ${["attendance:read"]}, ${[10]}, '2026-08-01', '2027-08-01')`;
  await sql.end();
  web = await startWebProcess({
    DATABASE_URL: urls.admin,
    DATABASE_WEB_URL: urls.web,
    DATABASE_WORKER_URL: urls.worker,
    DATA_FOLDER: folder,
    CLOCK_AT: "2026-10-14T17:00:00Z",
    LOG_LEVEL: "info",
    DATABASE_PATIENCE_MS: "500",
  });
}, 120_000);
afterAll(async () => {
  await web?.stop();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  "/api",
  "/api/",
  "/api/x",
  "/api/attendance/of/nobody",
  "/api/health/x",
])("an address that is not there is a problem, with a token and without: %s", async (path) => {
  const [without, withToken, posted] = [
    await ask(path),
    await ask(path, { headers: known }),
    await ask(path, { method: "POST" }),
  ];
  for (const answer of [without, withToken, posted]) expect(answer).toMatchObject(problem(404));
});

test("so are a method that nothing answers, and a missing token", async () => {
  expect(await ask("/api/x?_data=routes/api.x")).toMatchObject(problem(403));
  expect(await ask(attendance, { method: "PROPFIND" })).toMatchObject(problem(405));
  expect(await ask(attendance, { method: "DELETE" })).toMatchObject(problem(405));
  expect(await ask(attendance)).toMatchObject(problem(401));
});

test("a failure that nobody foresaw is a problem, is in the log, and says nothing of the database", async () => {
  expect(await ask(attendance, { headers: known })).toMatchObject({ status: 200, type: "application/json" });
  await admin("alter table api_token rename to api_token_lost");
  const failed = await ask(attendance, { headers: known });
  expect(failed).toMatchObject(problem(500));
  expect(failed.text).not.toMatch(/api_token|select/);
  await expect.poll(() => web.lines.join("\n")).toContain('"sql_state":"42P01"');
  await admin("alter table api_token_lost rename to api_token");
});

test("a database that is lost is a problem too; health and pages keep their own answers", async () => {
  process.kill(Number(readFileSync(`${folder}/postgres/postmaster.pid`, "utf8").split("\n")[0]), "SIGQUIT");
  await expect.poll(async () => (await ask("/api/health")).status, { timeout: 20_000 }).toBe(503);
  expect(await ask(attendance, { headers: known })).toMatchObject(problem(503));
  const answer = await fetch(web.url + attendance, { headers: known });
  expect(answer.headers.get("retry-after")).toBe("30");
  expect(await ask("/api/x")).toMatchObject(problem(404));
  expect((await ask("/api/health")).body).toMatchObject({ database: "unhealthy" });
  expect(await ask("/api/health/ready")).toMatchObject({ status: 503, body: { ready: false } });
  expect(await ask("/schools", { headers: { Cookie: "session=x" } })).not.toMatchObject({
    type: "application/problem+json",
  });
  server = await startEmbedded(folder);
}, 60_000);
