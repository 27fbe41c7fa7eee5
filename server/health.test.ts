import { createServer } from "node:net";
import { expect, test } from "vitest";
import { startPipeline } from "./app.fixture.ts";
import type { HealthParts } from "./health.ts";
import { cacheReach } from "./reach.ts";

const hanging = () => new Promise<never>(() => {});
const failing = () => Promise.reject(new Error("connect ECONNREFUSED db.internal:5432"));
const database = (changes: Partial<HealthParts["database"]>): HealthParts["database"] => ({
  ping: async () => 1.2,
  activeConnections: () => 1,
  migrationsPending: async () => 0,
  ...changes,
});

async function health(parts: Partial<HealthParts>, path = "/api/health") {
  const app = await startPipeline({ health: parts });
  const started = performance.now();
  const answer = await app.call(path);
  const body = await answer.json();
  const milliseconds = performance.now() - started;
  app.close();
  return { status: answer.status, headers: answer.headers, body, milliseconds };
}

test("a healthy product says so in every field, and is not cached", async () => {
  const { status, body, headers } = await health({ aeries: async () => {} });
  expect(status).toBe(200);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(body).toEqual({
    status: "healthy",
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    environment: "test",
    database: "healthy",
    cache: "not_configured",
    aeries_api: "healthy",
    supabase: "not_configured",
    ferpa_compliance: "compliant",
    overall_status: "healthy",
    database_response_time_ms: 1.23,
    uptime_seconds: expect.any(Number),
  });
});

test("parts that hang are given up on after 2 s, all at once", async () => {
  const hung = { database: database({ ping: hanging }), cache: hanging, aeries: hanging, compliant: hanging };
  const { status, body, milliseconds } = await health(hung);
  expect(milliseconds).toBeGreaterThan(1_900);
  expect(milliseconds).toBeLessThan(2_500);
  expect(status).toBe(503);
  expect(body).toMatchObject({
    database: "unhealthy",
    cache: "unhealthy",
    aeries_api: "unhealthy",
    ferpa_compliance: "violations_found",
    overall_status: "unhealthy",
    database_response_time_ms: null,
  });
});

test("a lost database is unhealthy, and its address stays ours", async () => {
  const { status, body } = await health({ database: database({ ping: failing }) });
  expect(status).toBe(503);
  expect(body.overall_status).toBe("unhealthy");
  expect(JSON.stringify(body)).not.toContain("db.internal");
});

test.each([
  ["compliant", async () => true],
  ["violations_found", async () => false],
  ["violations_found", failing],
])("compliance is %s, and nothing else is ever said", async (said, compliant) => {
  expect((await health({ compliant })).body.ferpa_compliance).toBe(said);
});

test.each([
  ["Aeries away", { aeries: failing }],
  ["a cache away", { cache: failing }],
  ["a slow database", { database: database({ ping: async () => 900 }) }],
  ["a violation", { compliant: async () => false }],
  ["checks that cannot be run", { compliant: failing }],
])("%s lowers the product and does not take it away", async (_what, parts) => {
  const { status, body } = await health(parts);
  expect(status).toBe(200);
  expect(body.overall_status).toBe("degraded");
});

test("Aeries is asked once in a while, not by every visitor", async () => {
  let asked = 0;
  const app = await startPipeline({
    health: {
      aeries: async () => {
        asked += 1;
      },
    },
  });
  await Promise.all([app.call("/api/health"), app.call("/api/health")]);
  await app.call("/api/health");
  expect(asked).toBe(1);
  app.close();
});

test("alive needs nothing but the process", async () => {
  const { status, milliseconds } = await health(
    { database: database({ ping: hanging }) },
    "/api/health/live",
  );
  expect(status).toBe(200);
  expect(milliseconds).toBeLessThan(500);
});

test.each([
  ["a lost database", { ping: failing }, "the database does not answer"],
  ["migrations to come", { migrationsPending: async () => 2 }, "2 migrations are not applied"],
  ["unreadable migrations", { migrationsPending: failing }, "the applied migrations cannot be read"],
])("not ready with %s, and says why", async (_what, changes, reason) => {
  const { status, body } = await health({ database: database(changes) }, "/api/health/ready");
  expect(status).toBe(503);
  expect(body).toEqual({ ready: false, reason });
});

test("ready otherwise", async () => {
  expect(await health({}, "/api/health/ready")).toMatchObject({ status: 200, body: { ready: true } });
});

test("a cache is one that answers PING", async () => {
  const listening = (answer: string) =>
    new Promise<{ address: string; close: () => void }>((done) => {
      const server = createServer((socket) => socket.once("data", () => socket.end(answer)));
      server.listen(0, "127.0.0.1", () => {
        const { port } = server.address() as { port: number };
        done({ address: `redis://127.0.0.1:${port}`, close: () => server.close() });
      });
    });
  const cache = await listening("+PONG\r\n");
  await cacheReach(cache.address)(AbortSignal.timeout(1_000));
  cache.close();
  await expect(cacheReach(cache.address)(AbortSignal.timeout(1_000))).rejects.toThrow(/ECONNREFUSED/);
  const other = await listening("HTTP/1.1 400 Bad Request\r\n\r\n");
  await expect(cacheReach(other.address)(AbortSignal.timeout(1_000))).rejects.toThrow("not a cache");
  other.close();
});
