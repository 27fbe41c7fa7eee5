import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { authorOf } from "#app/access/trace.server.ts";
import { actorAs, layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { saturday } from "../../tests/recovery/saturday.ts";
import { momentIn } from "./moment.ts";
import type { SessionPlan } from "./session.ts";
import { joinSession } from "./session-teachers.server.ts";
import { createSession, sessionsBetween } from "./sessions.server.ts";

const clock = clockAt("2026-10-14T17:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  await database.admin`insert into staff (id, last_name, first_name, educator_id, hired_on, left_on, active) values
    (505, 'Left', 'Lee', '1000000505', '2015-08-01', '2026-10-16', true), (506, 'Gone', 'Gil', '1000000506', '2015-08-01', null, false),
    (507, 'New', 'Nan', '1000000507', '2026-11-01', null, true)`;
});
afterAll(() => database.drop());

const create = async (change: Partial<SessionPlan>, schoolId = 10) => {
  const planner = actorAs("recovery coordinator", schoolId);
  const plan = { ...saturday, ...change };
  return database.web.asActor(planner, (tx) =>
    createSession(tx, schoolId, plan, {
      author: authorOf(planner),
      at: clock.now(),
      today: clock.today(),
    }),
  );
};
const refusals = async (change: Partial<SessionPlan>, schoolId = 10) => {
  const created = await create(change, schoolId);
  return created.ok ? [] : created.refusals.map(({ field, rule }) => [field, rule]);
};
const day = (text: string) => Temporal.PlainDate.from(text);
const thursday = day("2026-10-15");

test.each<[string, Partial<SessionPlan>, [string, string | null][]]>([
  ["a past date", { date: day("2026-10-10") }, [["date", null]]],
  ["an end before the start", { startsAt: 600, endsAt: 540 }, [["endsAt", null]]],
  ["an end at the start", { startsAt: 600, endsAt: 600 }, [["endsAt", null]]],
  [
    "the last minute of the school day",
    { date: thursday, startsAt: 899, endsAt: 960 },
    [["startsAt", "AR-SES-1"]],
  ],
  ["a teacher without a credential", { teacherId: 504 }, [["teacher", "AR-SES-2"]]],
  ["someone who is not on the staff", { teacherId: 999 }, [["teacher", "AR-SES-2"]]],
  ["a teacher who has left by then", { teacherId: 505 }, [["teacher", "AR-SES-2"]]],
  ["a teacher who is inactive", { teacherId: 506 }, [["teacher", "AR-SES-2"]]],
  ["a teacher not hired yet", { teacherId: 507 }, [["teacher", "AR-SES-2"]]],
  ["no places", { capacity: 0 }, [["capacity", null]]],
])("refuses %s", async (_, change, expected) => {
  expect(await refusals(change)).toEqual(expected);
});

test("takes a session that starts with the last bell, and one on a school day's minute after a left teacher's last", async () => {
  expect((await create({ date: thursday, startsAt: 900, endsAt: 960 })).ok).toBe(true);
  expect((await create({ date: day("2026-10-16"), startsAt: 900, endsAt: 960, teacherId: 505 })).ok).toBe(
    true,
  );
  expect((await create({ lowGrade: 0, capacity: 10, date: day("2026-10-18") })).ok).toBe(true);
});

test("refuses a teacher or a room that is taken, also at another school, and takes them once it was cancelled", async () => {
  const date = day("2026-10-24");
  const first = await create({ date });
  if (!first.ok) throw new Error("refused");
  expect(await refusals({ date, room: "2", startsAt: 749, endsAt: 800 })).toEqual([["teacher", null]]);
  expect(await refusals({ date, room: " 1 ", teacherId: 502 })).toEqual([["room", null]]);
  expect(await refusals({ date, room: "9" }, 20)).toEqual([["teacher", null]]);
  expect(await refusals({ date, startsAt: 750, endsAt: 800 })).toEqual([]);
  await database.admin`insert into recovery_cancellation values (10, ${first.id}, 'ill', 1, now())`;
  expect(await refusals({ date })).toEqual([]);
});

test("of two who plan the same room at once, one gets it", async () => {
  const date = day("2026-10-31");
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) => create({ date, teacherId: index % 2 === 0 ? 501 : 502 })),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test("of two schools that plan the same teacher at once, in either way, one gets them", async () => {
  const join = async (schoolId: number, sessionId: number) => {
    const planner = actorAs("recovery coordinator", schoolId);
    const doing = {
      author: { by: 1, actor: "planner" },
      now: momentIn("America/Los_Angeles", clock.now()),
      standings: new Map(),
    };
    return database.web.asActor(planner, (tx) => joinSession(tx, { schoolId, sessionId }, 502, doing));
  };
  for (let week = 0; week < 4; week++) {
    const date = day("2026-12-05").add({ weeks: week });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => create({ date, room: `${index}` }, index % 2 === 0 ? 10 : 20)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const [one, other] = [
      await create({ date, room: "8", teacherId: 503, startsAt: 780, endsAt: 900 }),
      await create({ date, room: "9", startsAt: 780, endsAt: 900 }, 20),
    ];
    if (!one.ok || !other.ok) throw new Error("refused");
    const joined = await Promise.all([join(10, one.id), join(20, other.id)]);
    expect(joined.toSorted()).toEqual(
      [null, "Bo Bell has another session from 1:00 pm to 3:00 pm."].toSorted(),
    );
  }
});

test("what a teacher does at another school is their time and nothing else, and ends with a cancellation or a leaving", async () => {
  const date = day("2027-01-09");
  const ours = await create({ date, room: "3" });
  if (!ours.ok) throw new Error("refused");
  const elsewhere = (schoolId: number) =>
    database.web.asActor(actorAs("recovery coordinator", schoolId), (tx) =>
      tx.execute(
        sql`select * from teachers_elsewhere(${schoolId}, '{501,502,503}', '2027-01-09', '2027-01-09')`,
      ),
    );
  expect(await elsewhere(20)).toEqual([
    { teacher_id: 501, on_date: "2027-01-09", starts_at: 480, ends_at: 750 },
  ]);
  expect(await elsewhere(10)).toEqual([]);
  const step = (teacherId: number, what: string) => database.admin`
    insert into recovery_session_teacher (school_id, session_id, teacher_id, step, at)
    values (10, ${ours.id}, ${teacherId}, ${what}, now())`;
  await step(502, "joined");
  await step(501, "left");
  expect((await elsewhere(20)).map((row) => row.teacher_id)).toEqual([502]);
  expect(await refusals({ date, teacherId: 502, room: "9" }, 20)).toEqual([["teacher", null]]);
  await database.admin`insert into recovery_cancellation values (10, ${ours.id}, 'ill', 1, now())`;
  expect(await elsewhere(20)).toEqual([]);
});

test("lists a week with its counts, of one's own school alone", async () => {
  const planner = actorAs("recovery coordinator", 10);
  const list = (schoolId: number) =>
    database.web.asActor(planner, (tx) =>
      sessionsBetween(tx, schoolId, day("2026-10-19"), day("2026-10-25")),
    );
  expect((await list(10)).map(({ startsAt, cancelled, teacher }) => [startsAt, cancelled, teacher])).toEqual([
    [480, "ill", "Ann Abe"],
    [480, null, "Ann Abe"],
    [750, null, "Ann Abe"],
  ]);
  expect(await list(20)).toEqual([]);
});
