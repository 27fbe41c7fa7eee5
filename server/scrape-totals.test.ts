import { afterAll, beforeAll, expect, test } from "vitest";
import { contextOn } from "../tests/access/test-context.ts";
import { layOutSmallDistrict } from "../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../tests/database/test-database.ts";
import { scrapeTotals } from "./scrape-totals.ts";

const clock = clockAt("2026-10-14T17:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
});
afterAll(() => database.drop());

test("totals are counted in the database: readings, sessions, and the newest day's rate", async () => {
  const { admin } = database;
  await admin`insert into sync_run (school_id, batch, resource, started_at, finished_at, outcome) values
    (10, 'b', 'students', now(), now(), 'ok'), (20, 'b', 'students', now(), now(), 'ok'), (10, 'b', 'students', now(), now(), 'error'),
    (10, 'b', 'attendance', now(), null, null), (20, 'b', 'rosters', now(), now(), 'interrupted'), (20, 'c', 'rosters', now(), now(), 'interrupted')`;
  await admin`insert into sync_total (school_id, resource, outcome, cleared) values (20, 'rosters', 'interrupted', 3), (20, 'rosters', 'ok', 5)`;
  await admin`insert into recovery_session (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
    values (10, '2026-10-17', 540, 780, 'A', 501, 'Reading', 0, 6, 10, now()), (10, '2026-10-10', 540, 780, 'A', 501, 'Reading', 0, 6, 10, now())`;
  await admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
    values (10, 2026, '2026-10-13', '', 1001, 'aeries', 'U', now())`;
  const totals = await scrapeTotals(contextOn(database, clock).context);
  expect(totals.aeriesSyncOperations).toEqual([
    { resource: "attendance", outcome: "error", value: 0 },
    { resource: "attendance", outcome: "ok", value: 0 },
    { resource: "rosters", outcome: "error", value: 5 },
    { resource: "rosters", outcome: "ok", value: 5 },
    { resource: "students", outcome: "error", value: 1 },
    { resource: "students", outcome: "ok", value: 2 },
  ]);
  expect(totals.recoverySessionsActive).toContainEqual({ school: 10, value: 1 });
  expect(totals.recoverySessionsScheduled).toContainEqual({ school: 10, value: 2 });
  expect(totals.attendanceRate).toEqual([{ school: 10, value: 5 / 6 }]);
});
