import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { clerk, date, openRoomOne, says, teacher } from "../../tests/attendance/room-one.ts";
import { actorAs } from "../../tests/database/small-district.ts";
import { recordRegister } from "./record-register.server.ts";

const oak = await openRoomOne();
const { database, save, rows, queued } = oak;

/** Adams was in recovery here, Chavez at the other school where they are enrolled too, Baker nowhere. */
beforeAll(async () => {
  for (const [school, teaching, pupil] of [
    [10, 502, 1001],
    [20, 503, 1003],
    [20, 503, 2001],
  ] as const) {
    await database.admin`with held as (insert into recovery_session (school_id, on_date, starts_at, ends_at, room,
        teacher_id, subject, low_grade, high_grade, capacity, created_by, created_at)
        values (${school}, '2026-10-10', 540, 720, ${pupil}, ${teaching}, 'Math', -1, 6, 20, 1, now()) returning id)
      insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, by, at)
        select ${school}, id, ${pupil}, 540, 720, 1, now() from held`;
  }
});
beforeEach(() => oak.empty());
afterAll(() => oak.close());

const correction = { submission: null, reason: "mother called", seen: 1_000_000 };
const theDayBefore = { date: date.subtract({ days: 1 }) };

test("claims are settled anew where something said before is corrected, not for a day's first register", async () => {
  await save(teacher, { 1001: says("A"), 1003: says("T", { minutesLate: 12 }) });
  await save(teacher, { 1001: says("A"), 1003: says("T", { minutesLate: 15 }) });
  expect(await queued()).toEqual([]);
  await save(clerk, { 1001: says("I") }, correction);
  expect(await queued()).toEqual(["settle-claims"]);
});

test("… where nobody had said anything of the pupil, so the register said that they were there", async () => {
  await save(teacher, { 1002: says("A") });
  await save(clerk, { 1003: says("I") }, correction);
  expect(await queued()).toEqual(["settle-claims"]);
});

test("… and for every mark of a day before", async () => {
  await save(clerk, { 1001: says("I") }, theDayBefore);
  expect(await queued()).toEqual(["settle-claims"]);
});

test("a pupil who never was in recovery has no claim to settle", async () => {
  await save(teacher, { 1001: says("A"), 1002: says("A") });
  await save(clerk, { 1002: says("I") }, correction);
  await save(clerk, { 1002: says("I") }, theDayBefore);
  expect(await queued()).toEqual([]);
});

test("a correction that fails in the end asks for nothing", async () => {
  await save(teacher, { 1001: says("A") });
  const failing = database.web.asActor(clerk, async (tx) => {
    const recorded = await recordRegister(tx, clerk, oak.doing, {
      ...{ schoolId: 10, date, sectionNumber: 101, period: null, marks: new Map([[1001, says("I")]]) },
      ...correction,
    });
    expect(recorded).toEqual({ kind: "saved", changed: 1 });
    throw new Error("the database went away");
  });
  await expect(failing).rejects.toThrow("the database went away");
  expect(await rows()).toHaveLength(1);
  expect(await queued()).toEqual([]);
});

test("who was in recovery is told of one's own pupils alone, and the scope stays as it was", async () => {
  const asked = (actor: typeof teacher, schoolId: number) =>
    database.web.asActor(actor, async (tx) => {
      const found = await tx.execute<{ id: number }>(
        sql`select id from were_in_recovery(${schoolId}::int, '{1001,1002,1003,2001}') id order by id`,
      );
      const [after] = await tx.execute(
        sql`select scope_schools() as schools, scope_staff() as staff, (select count(*)::int from recovery_session) as sessions`,
      );
      return { found: found.map(({ id }) => id), after };
    });
  expect(await asked(teacher, 10)).toEqual({
    found: [1001, 1003],
    after: { schools: [10], staff: 501, sessions: 1 },
  });
  expect((await asked(actorAs("teacher", 10, { userId: 1, staffId: 502 }), 10)).found).toEqual([]);
  expect((await asked(teacher, 20)).found).toEqual([]);
  expect((await asked(clerk, 10)).after).toEqual({ schools: [10], staff: null, sessions: 1 });
});
