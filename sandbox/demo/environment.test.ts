import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { takeTry } from "#app/access/throttle.server.ts";
import { contextOn } from "../../tests/access/test-context.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { readKept } from "./access-file.ts";
import { demoEnvironment } from "./environment.ts";
import { newestRecord } from "./newest-record.ts";

mkdirSync(".data", { recursive: true });
const folder = mkdtempSync(".data/environment-");
const kept = readKept(folder);
const ports = { web: 3000, metrics: 9464, workerMetrics: 9465, aeries: 4010 };
const eleven = "2026-11-20T19:00:00Z";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clockAt(eleven));
  await layOutSmallDistrict(database.admin);
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() =>
  database.empty("mark", "audit_entry", "audit_head", "sign_in_failure", "session", "sync_run"),
);
afterEach(() => void vi.unstubAllEnvs());

/** What a start on the Sunday after takes the time to be, and what it says. */
async function startOn(moment: string) {
  vi.stubEnv("CLOCK_AT", moment);
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  const { env, clock } = await demoEnvironment({
    ...{ folder, kept, ports, say },
    hotReload: false,
    urls: database.urls,
  });
  return { at: env.CLOCK_AT, clock, said };
}

const mark = (at: string) =>
  database.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
    values (10, 2026, '2026-11-20', '', 1001, 'teacher', 'A', ${at})`;

test("a second start on a day without school goes on after what was marked in the first", async () => {
  const first = await startOn("2026-11-22T18:00:00Z");
  expect(first.said).toEqual(["No school today: it is 10:05 am on Fri, Nov 20, 2026, the last school day"]);
  await mark(eleven);
  const second = await startOn("2026-11-22T20:00:00Z");
  expect(second.at).toBe("2026-11-20T19:00:01Z");
  expect(second.said).toEqual(["No school today: it is 11:00 am on Fri, Nov 20, 2026, the last school day"]);
  expect(second.clock.today().toString()).toBe("2026-11-20");
});

test("after failures to sign in, the next start waits no longer than the first would have", async () => {
  const subject = [{ kind: "account" as const, name: "d@example.org" }];
  const tries = async (at: string) => {
    const { context } = contextOn(database, clockAt(at));
    const taken = await takeTry(context, subject);
    return taken.paused ? taken.waitSeconds : 0;
  };
  for (const minute of ["00", "05", "10", "15", "20"]) await tries(`2026-11-20T19:${minute}:00Z`);
  const waited = await tries("2026-11-20T19:20:01Z");
  expect(waited).toBeGreaterThan(0);
  const { at } = await startOn("2026-11-22T20:00:00Z");
  expect(await tries(at!)).toBe(waited);
});

test("what a demo that was left running recorded after the day's midnight does not count", async () => {
  await mark(eleven);
  await mark("2026-11-21T09:00:00Z");
  expect((await startOn("2026-11-22T20:00:00Z")).at).toBe("2026-11-20T19:00:01Z");
});

test("a day that earlier starts used up is said to be so", async () => {
  await mark("2026-11-21T07:59:59Z");
  const { at, said } = await startOn("2026-11-22T20:00:00Z");
  expect(at).toBe("2026-11-21T07:59:00Z");
  expect(said.at(-1)).toBe("  Earlier starts used that day up. For its morning: npm run demo -- --fresh");
});

test("on a school day the clock is left as it is", async () => {
  await mark(eleven);
  const { at, said } = await startOn("2026-11-20T18:00:00Z");
  expect([at, said]).toEqual([undefined, []]);
});

test("a mark, a change, a try to sign in, a look and a reading are on record", async () => {
  const { admin, urls } = database;
  const end = Temporal.Instant.from("2026-11-21T08:00:00Z");
  const newest = async () => (await newestRecord(urls.admin, end))?.toString();
  expect(await newest()).toBeUndefined();
  await mark("2026-11-20T19:01:00Z");
  expect(await newest()).toBe("2026-11-20T19:01:00Z");
  await admin`insert into audit_entry (school_id, at, actor, action, subject)
    values (10, '2026-11-20T19:02:00Z', 'demo', 'a change', 'a subject')`;
  expect(await newest()).toBe("2026-11-20T19:02:00Z");
  await admin`insert into sign_in_failure (subject, at) values ('someone', '2026-11-20T19:03:00Z')`;
  expect(await newest()).toBe("2026-11-20T19:03:00Z");
  const [user] = await admin`insert into user_account (email, name, password_hash)
    values ('d@example.org', 'Dana', '') returning id`;
  await admin`insert into session (id, user_id, stage, created_at, last_seen_at, ends_at) values
    ('one', ${user!.id}, 'full', '2026-11-20T18:30:00Z', '2026-11-20T19:04:00Z', '2026-11-21T06:00:00Z')`;
  expect(await newest()).toBe("2026-11-20T19:04:00Z");
  await admin`insert into sync_run (school_id, batch, resource, started_at)
    values (10, 'b', 'students', '2026-11-20T19:05:00Z')`;
  expect(await newest()).toBe("2026-11-20T19:05:00Z");
});
