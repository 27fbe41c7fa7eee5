import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mark } from "#drizzle/schema/attendance.ts";
import { pupil } from "#drizzle/schema/pupil.ts";
import { openJobs } from "#server/jobs.ts";
import { actorAs, layOutSmallDistrict } from "../../tests/database/small-district.ts";
import {
  clockAt,
  createTestDatabase,
  silentLog,
  type TestDatabase,
} from "../../tests/database/test-database.ts";
import { sendAlong, type Tx } from "./scope.server.ts";
import { lookedAt } from "./trace.server.ts";

const clock = clockAt("2026-10-14T17:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
});
afterAll(() => database.drop());

const clerk = actorAs("attendance clerk", 10);
const teacher = actorAs("teacher", 10, { staffId: 501 });
const theirMark = (pupilId: number, sectionNumber: number, schoolId = 10) => ({
  schoolId,
  schoolYear: 2026,
  onDate: Temporal.PlainDate.from("2026-10-14"),
  period: "",
  pupilId,
  source: "teacher" as const,
  sectionNumber,
  code: "A",
  by: 1,
  at: clock.now(),
});

test("a clerk sees the pupils of the school at hand", async () => {
  const rows = await database.web.asActor(clerk, (tx) => tx.select().from(pupil));
  expect(rows.map((row) => row.pupilId).sort()).toEqual([1001, 1002, 1003, 1004, 1005, 1006]);
  expect(new Set(rows.map((row) => row.schoolId))).toEqual(new Set([10]));
});

test("a teacher sees the pupils of their own class", async () => {
  const rows = await database.web.asActor(teacher, (tx) => tx.select().from(pupil));
  expect(rows.map((row) => row.pupilId).sort()).toEqual([1001, 1002, 1003]);
});

test("without a scope no pupil exists", async () => {
  expect(await database.web.asVisitor((tx) => tx.select().from(pupil))).toEqual([]);
});

test("the scope ends with its transaction", async () => {
  await database.web.asActor(clerk, (tx) => tx.select().from(pupil));
  expect(await database.web.asVisitor((tx) => tx.select().from(pupil))).toEqual([]);
});

test("the database itself takes a teacher's mark for a pupil of theirs and refuses any other", async () => {
  await database.web.asActor(teacher, (tx) => tx.insert(mark).values(theirMark(1001, 101)));
  const refused = /row-level security/;
  const attempt = (pupilId: number, section: number, school = 10) =>
    database.web
      .asActor(teacher, (tx) => tx.insert(mark).values(theirMark(pupilId, section, school)))
      .catch((failure: Error) => {
        throw failure.cause;
      });
  await expect(attempt(1004, 102)).rejects.toThrow(refused);
  await expect(attempt(1004, 101)).rejects.toThrow(refused);
  await expect(attempt(2001, 201, 20)).rejects.toThrow(refused);
});

test("a statement sent along is saved with the transaction, and its failure leaves nothing behind", async () => {
  const count = async () =>
    (await database.admin`select count(*)::int as n from mark where pupil_id in (1002, 1004)`)[0]?.n;
  await database.web.asActor(teacher, (tx) => sendAlong(tx, tx.insert(mark).values(theirMark(1002, 101))));
  expect(await count()).toBe(1);
  const failing = database.web.asActor(teacher, async (tx) => {
    await tx.insert(mark).values(theirMark(1002, 101));
    await sendAlong(tx, tx.insert(mark).values(theirMark(1004, 102)));
    return "as if saved";
  });
  await expect(failing).rejects.toThrow();
  expect(await count()).toBe(1);
});

test("a job is sent with the transaction, or not at all", async () => {
  const { jobs, boss } = await openJobs(database.urls.web, silentLog);
  const count = async () => (await database.admin`select count(*)::int as n from pgboss.job`)[0]?.n;
  await database.web
    .asActor(clerk, async (tx) => {
      await jobs.enqueue(tx, "sync-school", { schoolId: 10, full: false, startedBy: 1 });
      throw new Error("changed my mind");
    })
    .catch(() => {});
  expect(await count()).toBe(0);
  await database.web.asActor(clerk, (tx) =>
    jobs.enqueue(tx, "sync-school", { schoolId: 10, full: false, startedBy: 1 }),
  );
  expect(await count()).toBe(1);
  await boss.stop({ graceful: false });
});

test("a reading is there at once, its look on record when it says so, and a failed one is neither", async () => {
  const looks = async () =>
    (await database.admin`select pupil_ids from pupil_view where page = 'a test'`).length;
  const look = { actor: teacher, at: clock.now(), page: "a test" };
  const names =
    (more = sql``) =>
    (tx: Tx) =>
      tx.execute(sql`with class as (select pupil_id from pupil ${more}), looked as (${lookedAt(look, sql`class`)})
      select pupil_id from class order by pupil_id`);
  const { found, kept } = await database.web.asReader(teacher, names());
  expect(found.map((row) => row.pupil_id)).toEqual([1001, 1002, 1003]);
  await kept;
  expect(await looks()).toBe(1);
  await expect(database.web.asReader(teacher, names(sql`where 1 / (pupil_id - 1002) > 5`))).rejects.toThrow();
  const waiting = database.web.asReader(teacher, async (tx) => {
    await tx.execute(sql`select 1`);
    return tx.execute(sql`select 2`);
  });
  await expect(waiting.then(({ kept }) => kept)).rejects.toMatchObject({
    cause: { message: expect.stringMatching("had been committed") },
  });
});
