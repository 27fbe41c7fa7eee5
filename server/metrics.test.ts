import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { silentLog } from "../tests/database/test-database.ts";
import { routes, startPipeline, testEnvironment } from "./app.fixture.ts";
import { createMetrics } from "./metrics.ts";
import { readProcessor } from "./processor-use.ts";
import { routePattern } from "./route-pattern.ts";

test.each([
  ["/", "/"],
  ["/schools/12", "/schools/:schoolId"],
  ["/schools/12/", "/schools/:schoolId"],
  ["/schools/new", "/schools/new"],
  ["/schools/12.data", "/schools/:schoolId"],
  ["/_root.data", "/"],
  ["/schools/12/registers", "/schools/:schoolId/registers/:date?"],
  ["/schools/12/registers/2026-09-03", "/schools/:schoolId/registers/:date?"],
  ["/wp-login.php", "unmatched"],
])("%s falls under %s", (path, pattern) => {
  expect(routePattern(routes, path)).toBe(pattern);
});

test("an open end takes what nothing else takes", () => {
  const open = { ...routes, rest: { id: "rest", parentId: "root", path: "*" } };
  expect(routePattern(open, "/a/b")).toBe("/*");
  expect(routePattern(open, "/schools/12")).toBe("/schools/:schoolId");
});

describe("metrics", () => {
  let app: Awaited<ReturnType<typeof startPipeline>>;
  beforeAll(async () => {
    app = await startPipeline();
  });
  afterAll(() => app.close());

  test("requests count under their pattern, and no address or id appears", async () => {
    await app.call("/schools/4711?pupil=Garcia");
    await app.call("/nobody/4711");
    await app.call("/api/health/live");
    const text = await app.metrics.text();
    expect(text).toContain('http_requests_total{method="GET",route="/schools/:schoolId",status="200"} 1');
    expect(text).toContain('route="unmatched"');
    expect(text).toContain('route="/api/health/live"');
    expect(text).toMatch(/http_request_duration_ms_bucket\{le="250",[^}]*route="\/schools\/:schoolId"/);
    expect(text).toMatch(/http_request_duration_ms_(sum|count)/);
    expect(text).not.toMatch(/4711|Garcia/);
    expect(app.lines.join("")).not.toMatch(/4711|Garcia/);
  });

  test("memory and processor are measured", async () => {
    const value = async (sample: RegExp) => Number(sample.exec(await app.metrics.text())?.[1]);
    expect(await value(/memory_usage_bytes\{kind="resident"\} (\d+)/)).toBeGreaterThan(2e7);
    expect(await value(/memory_usage_bytes\{kind="heap"\} (\d+)/)).toBeGreaterThan(1e6);
    const started = readProcessor();
    const metrics = createMetrics(silentLog);
    while (readProcessor().usedMs - started.usedMs < 80) Math.sqrt(started.atMs);
    const percent = async () => Number(/cpu_usage_percent ([\d.]+)/.exec(await metrics.text())?.[1]);
    const first = await percent();
    const now = readProcessor();
    const expected = (100 * (now.usedMs - started.usedMs)) / (now.atMs - started.atMs);
    expect(first / expected).toBeGreaterThan(0.6);
    expect(first / expected).toBeLessThan(1.6);
  });

  test("what has no source is absent; what has one says what the source says at that moment", async () => {
    const before = await app.metrics.text();
    for (const name of ["ferpa_compliance_status", "attendance_rate", "database_connections_active"]) {
      expect(before).not.toContain(name);
    }
    let letters = 5;
    app.metrics.feed({
      totals: async () => ({
        truancyLetters: [{ school: 12, letter: "first", value: letters }],
        attendanceRate: [{ school: 12, value: 0.953 }],
        ferpaCompliant: false,
        recoverySessionsScheduled: [],
      }),
      databaseConnections: async () => 3,
    });
    const text = await app.metrics.text();
    expect(text).toContain("# TYPE truancy_letters counter");
    expect(text).toContain('truancy_letters{school="12",letter="first"} 5');
    expect(text).toContain('attendance_rate{school="12"} 0.953');
    expect(text).toContain("ferpa_compliance_status 0");
    expect(text).toContain("database_connections_active 3");
    expect(text).not.toContain("student_data_protection");
    letters = 6;
    expect(await app.metrics.text()).toContain('truancy_letters{school="12",letter="first"} 6');
  });

  test("a source that fails is left out and logged; a lost database counts no connections", async () => {
    const lost = () => Promise.reject(new Error("connection lost"));
    app.metrics.feed({ totals: lost, databaseConnections: lost });
    const text = await app.metrics.text();
    expect(text).not.toContain("attendance_rate");
    expect(text).toContain("database_connections_active 0");
    expect(app.lines.join("")).toContain("metrics_source_failed");
  });

  test("events count by kind, from nought", async () => {
    expect(await app.metrics.text()).toContain('failed_login_attempts_total{reason="code"} 0');
    app.metrics.counters.failedLogin("code");
    const text = await app.metrics.text();
    expect(text).toContain('failed_login_attempts_total{reason="code"} 1');
  });

  test("on the public port they need the token", async () => {
    const get = (authorization?: string) =>
      app.call("/api/metrics", authorization ? { headers: { authorization } } : {});
    expect((await get()).status).toBe(401);
    expect((await get("Bearer wrong")).status).toBe(401);
    const answer = await get(`Bearer ${testEnvironment.METRICS_TOKEN}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("text/plain");
    expect(await answer.text()).toContain('unauthorized_access_attempts_total{kind="token"} 2');
  });

  test("or an address of an allowed network, believed only from a proxy that we were told of", async () => {
    const inside = { headers: { "x-forwarded-for": "10.1.2.3" } };
    expect((await app.call("/api/metrics", inside)).status).toBe(401);
    const behindProxy = await startPipeline({ config: { trustProxy: 1 } });
    expect((await behindProxy.call("/api/metrics", inside)).status).toBe(200);
    const outside = { headers: { "x-forwarded-for": "10.2.2.3" } };
    expect((await behindProxy.call("/api/metrics", outside)).status).toBe(401);
    behindProxy.close();
    const local = await startPipeline({ config: { metricsAllowedNetworks: ["127.0.0.1"] } });
    expect((await local.call("/api/metrics")).status).toBe(200);
    expect((await local.call("/api/metrics", inside)).status).toBe(401);
    local.close();
  });
});
