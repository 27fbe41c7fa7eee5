import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LosableDistrict, losableDistrict } from "./losable-district.ts";
import type { WebProcess } from "./web-process.ts";

const token = randomBytes(24).toString("base64url");
const known = { Authorization: `Bearer ${token}` };
const attendance = "/api/attendance?aggregated=true";
let district: LosableDistrict;
let web: WebProcess;

const ask = async (path: string, options?: RequestInit) => {
  const answer = await fetch(web.url + path, options);
  const text = await answer.text();
  const type = answer.headers.get("content-type")?.split(";")[0];
  return { status: answer.status, type, text, body: type?.endsWith("json") ? JSON.parse(text) : null };
};
const problem = (status: number) => ({ status, type: "application/problem+json", body: { status } });

beforeAll(async () => {
  district = await losableDistrict("api", []);
  await district.asAdmin(
    (admin) => admin`insert into api_token (name, hash, scopes, schools, created_at, expires_at) values
      ('script', ${createHash("sha256").update(token).digest("hex")}, ${["attendance:read"]}, ${[10]}, '2026-08-01', '2027-08-01')`,
  );
  web = await district.startWeb({ DATABASE_PATIENCE_MS: "500" });
}, 120_000);
afterAll(async () => {
  await web?.stop();
  await district?.close();
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
  await district.asAdmin((admin) => admin`alter table api_token rename to api_token_lost`);
  const failed = await ask(attendance, { headers: known });
  expect(failed).toMatchObject(problem(500));
  expect(failed.text).not.toMatch(/api_token|select/);
  await expect.poll(() => web.lines.join("\n")).toContain('"sql_state":"42P01"');
  await district.asAdmin((admin) => admin`alter table api_token_lost rename to api_token`);
});

test("a database that is lost is a problem too; health and pages keep their own answers", async () => {
  await district.killDatabase();
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
  await district.startDatabase();
}, 60_000);
