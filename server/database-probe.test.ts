import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clockAt, createTestDatabase, type TestDatabase } from "../tests/database/test-database.ts";
import { startPipeline } from "./app.fixture.ts";
import { connect, type Database } from "./database.ts";
import { databaseProbe } from "./database-probe.ts";
import { postgresHits } from "./rate-limit.ts";

let database: TestDatabase;
let probed: Database;
let other: Database;
beforeAll(async () => {
  database = await createTestDatabase(clockAt("2026-09-03T15:00:00Z"));
  probed = connect(database.urls.web, { max: 8, name: "probed" });
  other = connect(database.urls.web, { max: 1, name: "probed" });
});
afterAll(async () => {
  await Promise.all([probed.close(), other.close()]);
  await database.drop();
});

describe("the database as health and metrics see it", () => {
  test("it answers, counts its connections and has all migrations", async () => {
    const probe = databaseProbe(probed);
    expect(await probe.ping(AbortSignal.timeout(2_000))).toBeGreaterThan(0);
    await Promise.all(
      Array.from({ length: 3 }, () => probed.single((db) => db.execute(sql`select pg_sleep(0.2)`))),
    );
    expect(await probe.activeConnections()).toBeGreaterThanOrEqual(3);
    expect(await probe.activeConnections()).toBeLessThanOrEqual(4);
    const app = await startPipeline({ health: { database: probe } });
    expect((await app.call("/api/health/ready")).status).toBe(200);
    app.close();
  });

  test("a migration that is not applied keeps the process from being ready", async () => {
    const [last] = await database.admin`delete from migrations.__drizzle_migrations
      where id = (select max(id) from migrations.__drizzle_migrations) returning *`;
    const app = await startPipeline({ health: { database: databaseProbe(probed) } });
    const answer = await app.call("/api/health/ready");
    expect(await answer.json()).toEqual({ ready: false, reason: "1 migrations are not applied" });
    await database.admin`insert into migrations.__drizzle_migrations ${database.admin(last!)}`;
    app.close();
  });

  test("a database that is gone is told within 2 s", async () => {
    const nowhere = connect("postgres://web:x@127.0.0.1:9/none", { max: 1, name: "probed" });
    const app = await startPipeline({ health: { database: databaseProbe(nowhere) } });
    const started = performance.now();
    expect((await app.call("/api/health")).status).toBe(503);
    expect(performance.now() - started).toBeLessThan(2_500);
    app.close();
    await nowhere.close();
  });
});

describe("limits shared by all processes", () => {
  const dayMs = 86_400_000;

  test("every hit counts once, whoever counts it", async () => {
    const [mine, theirs] = [postgresHits(probed), postgresHits(other)];
    const counts = await Promise.all(
      Array.from({ length: 20 }, (_, at) => (at % 2 ? mine : theirs).hit("a", dayMs)),
    );
    expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
    expect(await mine.hit("b", dayMs)).toBe(1);
  });

  test("a hit is taken back, and never below none", async () => {
    const hits = postgresHits(probed);
    await hits.hit("c", dayMs);
    await hits.takeBack("c", dayMs);
    await hits.takeBack("c", dayMs);
    expect(await hits.hit("c", dayMs)).toBe(1);
  });

  test("a new window begins at one", async () => {
    const hits = postgresHits(probed);
    await hits.hit("d", dayMs);
    await database.admin`update rate_limit set window_starts_at = window_starts_at - interval '3 days' where key = 'd'`;
    expect(await hits.hit("d", dayMs)).toBe(1);
    expect(await hits.hit("d", dayMs)).toBe(2);
  });
});
