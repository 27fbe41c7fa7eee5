import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { authorOf } from "#app/access/trace.server.ts";
import type { Context, Jobs } from "#app/context.ts";
import { openJobs } from "#server/jobs.ts";
import { actorAs, layOutSmallDistrict } from "../../tests/database/small-district.ts";
import {
  clockAt,
  createTestDatabase,
  silentLog,
  type TestDatabase,
} from "../../tests/database/test-database.ts";
import { addAbsentPupils, saturday } from "../../tests/recovery/saturday.ts";
import { cancelSession } from "./cancellation.server.ts";
import { runFillPlaces } from "./fill-places.server.ts";
import type { LineStandings } from "./line-standings.server.ts";
import { type Moment, momentIn } from "./moment.ts";
import { bookedMeanwhile, placesOf } from "./place-rows.server.ts";
import { bookPupils, fillPlaces, releasePupil } from "./places.server.ts";
import type { SessionPlan } from "./session.ts";
import { createSession, findSession } from "./sessions.server.ts";

const clock = clockAt("2026-10-16T17:00:00Z");
const now = momentIn("America/Los_Angeles", clock.now());
const planner = actorAs("recovery coordinator", 10);
const author = authorOf(planner);
let database: TestDatabase;
let jobs: Jobs;
let stopJobs: () => Promise<void>;
let pupils: number[];
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  pupils = await addAbsentPupils(database.admin, 32);
  const opened = await openJobs(database.urls.web, silentLog);
  jobs = opened.jobs;
  stopJobs = () => opened.boss.stop({ graceful: false });
});
afterAll(async () => {
  await stopJobs();
  await database.drop();
});

let room = 0;
async function session(change: Partial<SessionPlan> = {}) {
  const plan = { ...saturday, room: `${++room}`, date: saturday.date.add({ days: 7 * room }), ...change };
  const created = await database.web.asActor(planner, (tx) =>
    createSession(tx, 10, plan, { author, at: clock.now(), today: clock.today() }),
  );
  if (!created.ok) throw new Error(created.refusals.map(({ sentence }) => sentence).join(" "));
  return { schoolId: 10, sessionId: created.id };
}
type At = Awaited<ReturnType<typeof session>>;
const asks = (pupilId: number, recoverableDays = 1, grade = 4) => ({
  pupilId,
  grade,
  recoverableDays,
  familyKey: null,
});
const standings: LineStandings = new Map();
const book = (at: At, who: ReturnType<typeof asks>[], when: Moment = now) =>
  database.web.asActor(planner, (tx) =>
    bookPupils(tx, at, who, "mother, by phone", { author, now: when, standings }),
  );
const release = (at: At, pupilId: number, step: "released" | "declined" = "released", when: Moment = now) =>
  database.web.asActor(planner, (tx) =>
    releasePupil(tx, { ...at, pupilId }, step, "ill", { author, now: when, standings, jobs }),
  );
const holding = async (at: At, step: string) =>
  (await database.web.asActor(planner, (tx) => placesOf(tx, at)))
    .filter((place) => place.step === step)
    .map(({ pupilId }) => pupilId);

test("thirty people book the last five places at once: five get one, the rest stand in line, nothing is lost", async () => {
  const at = await session({ capacity: 7 });
  await book(at, [asks(pupils[30]!), asks(pupils[31]!)]);
  const answers = await Promise.all(pupils.slice(0, 30).map((pupilId) => book(at, [asks(pupilId)])));
  expect(answers.every(({ ok }) => ok)).toBe(true);
  const placed = answers.flatMap((answer) => (answer.ok ? answer.placed : []));
  const waiting = answers.flatMap((answer) => (answer.ok ? answer.waiting : []));
  expect(placed).toHaveLength(5);
  expect([...placed, ...waiting].toSorted()).toEqual(pupils.slice(0, 30));
  expect(await holding(at, "booked")).toHaveLength(7);
  expect(await holding(at, "waiting")).toHaveLength(25);
  const [seats] = await database.admin`select count(*)::int as n from recovery_place
    where session_id = ${at.sessionId} and step = 'booked'`;
  expect(seats?.n).toBe(7);
});

test("the same pupil booked ten times at once has one place", async () => {
  const at = await session();
  await Promise.all(Array.from({ length: 10 }, () => book(at, [asks(pupils[0]!)])));
  const [row] =
    await database.admin`select count(*)::int as n from recovery_place where session_id = ${at.sessionId}`;
  expect(row?.n).toBe(1);
});

test("a freed place goes to the one in line with the most days to recover, in the same transaction", async () => {
  const at = await session({ capacity: 1 });
  await book(at, [asks(pupils[0]!)]);
  await book(at, [asks(pupils[1]!, 2), asks(pupils[2]!, 5), asks(pupils[3]!, 5)]);
  expect(await release(at, pupils[0]!)).toEqual([pupils[2]]);
  expect(await holding(at, "booked")).toEqual([pupils[2]]);
  expect(await holding(at, "waiting")).toEqual([pupils[3], pupils[1]]);
});

test("who declined is not offered a place again, neither from the line nor by booking", async () => {
  const at = await session({ capacity: 1 });
  await book(at, [asks(pupils[0]!), asks(pupils[1]!, 1)]);
  await release(at, pupils[1]!, "declined");
  expect(await release(at, pupils[0]!)).toEqual([]);
  const again = await book(at, [asks(pupils[1]!)]);
  expect(again).toMatchObject({ placed: [], left: [{ pupilId: pupils[1], why: "declined" }] });
});

test("nothing is filled once the session has begun, and nobody is booked", async () => {
  const date = saturday.date.add({ days: 7 * (room + 1) });
  const at = await session({ capacity: 1 });
  await book(at, [asks(pupils[0]!), asks(pupils[1]!)]);
  const begun = { at: clock.now(), today: date, minute: 480 };
  expect(await release(at, pupils[0]!, "released", begun)).toEqual([]);
  expect(await holding(at, "waiting")).toEqual([pupils[1]]);
  expect(await book(at, [asks(pupils[2]!)], begun)).toEqual({ ok: false, why: "begun" });
  const minuteBefore = { ...begun, minute: 479 };
  const filled = await database.web.asActor(planner, (tx) =>
    fillPlaces(tx, at, { author, now: minuteBefore, standings }),
  );
  expect(filled).toEqual([pupils[1]]);
});

test("nobody is in two sessions at once, also when both are booked at the same moment", async () => {
  const date = Temporal.PlainDate.from("2027-05-01");
  const [one, other] = [
    await session({ date }),
    await session({ date, teacherId: 502, startsAt: 720, endsAt: 780 }),
  ];
  const answers = await Promise.all([book(one, [asks(pupils[0]!)]), book(other, [asks(pupils[0]!)])]);
  expect(answers.flatMap((answer) => (answer.ok ? answer.placed : []))).toEqual([pupils[0]]);
  expect(answers.flatMap((answer) => (answer.ok ? answer.left : []))).toEqual([
    { pupilId: pupils[0], why: "elsewhere at this time" },
  ]);
});

test("a cancelled session frees its pupils, and the job gives them the places they waited for", async () => {
  const date = Temporal.PlainDate.from("2027-05-08");
  const full = await session({ date, capacity: 1 });
  const other = await session({ date, teacherId: 502 });
  await book(full, [asks(pupils[0]!), asks(pupils[1]!)]);
  await book(other, [asks(pupils[1]!)]);
  expect(await release(full, pupils[0]!)).toEqual([]);
  const doing = { author: { ...author, by: 1 }, at: clock.now(), today: clock.today(), jobs };
  const cancel = () => database.web.asActor(planner, (tx) => cancelSession(tx, other, "teacher ill", doing));
  expect(await cancel()).toBe(null);
  expect(await cancel()).toBe("already cancelled");
  const queued =
    await database.admin`select data from pgboss.job where name = 'fill-places' and singleton_key = ${`10/${full.sessionId}`}`;
  expect(queued[0]?.data).toEqual(full);
  const context = {
    door: database.worker,
    clock,
    log: silentLog,
    settings: { timeZone: "America/Los_Angeles" },
  };
  await runFillPlaces(context as Context, full);
  expect(await holding(full, "booked")).toEqual([pupils[1]]);
});

test("the ratio holds where the capacity alone would not", async () => {
  const at = await session({ lowGrade: -1, capacity: 10 });
  await database.admin`update recovery_session set capacity = 14 where id = ${at.sessionId}`;
  await book(at, [asks(1004, 9, 0), ...pupils.slice(0, 12).map((id) => asks(id))]);
  expect(await holding(at, "booked")).toHaveLength(10);
  expect(await holding(at, "waiting")).toHaveLength(3);
});

test("a booking puts the family's yes and the change on record", async () => {
  const at = await session();
  await book(at, [asks(pupils[5]!)]);
  const elections =
    await database.admin`select answer, said_by from recovery_election where pupil_id = ${pupils[5]!} order by id desc limit 1`;
  expect(elections[0]).toEqual({ answer: "yes", said_by: "mother, by phone" });
  const entries =
    await database.admin`select action, pupil_ids from audit_entry where subject = ${`recovery session ${at.sessionId}`} order by id`;
  expect(entries.map(({ action }) => action)).toEqual(["recovery session created", "recovery place booked"]);
  expect(entries[1]?.pupil_ids).toEqual([pupils[5]]);
});

test("a pupil who is booked at another school at the same time is not booked here, though nobody here may see that school", async () => {
  const at = await session({});
  const { date } = (await database.web.asActor(planner, (tx) => findSession(tx, 10, at.sessionId)))!;
  const { admin } = database;
  const there = async (startsAt: number, endsAt: number) => {
    const [row] = await admin<{ id: number }[]>`insert into recovery_session
      (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
      values (20, ${date.toString()}, ${startsAt}, ${endsAt}, '9', 503, 'Reading', -1, 6, 20, now()) returning id::int`;
    return row!.id;
  };
  const step = (sessionId: number, what: string) => admin`insert into recovery_place
    (school_id, session_id, pupil_id, step, recoverable_days, at) values (20, ${sessionId}, 1003, ${what}, 1, now())`;
  const own = (await database.web.asActor(planner, (tx) => findSession(tx, 10, at.sessionId)))!;
  const after = await there(own.endsAt, own.endsAt + 60);
  const meanwhile = await there(own.endsAt - 1, own.endsAt + 60);
  const busy = (pupilIds: number[] | null) =>
    database.web.asActor(planner, async (tx) => [...(await bookedMeanwhile(tx, at, pupilIds))]);
  await step(after, "booked");
  expect(await busy(null)).toEqual([]);
  await step(meanwhile, "booked");
  // Pupil 2001 is at the other school alone: no business of this one.
  await admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, at)
    values (20, ${meanwhile}, 2001, 'booked', 1, now())`;
  expect(await busy(null)).toEqual([1003]);
  expect(await busy([1001])).toEqual([]);
  expect(await book(at, [asks(1003)])).toMatchObject({
    placed: [],
    left: [{ pupilId: 1003, why: "elsewhere at this time" }],
  });
  const stranger = { ...planner, schools: [20] };
  expect(
    await database.web.asActor(stranger, async (tx) => [...(await bookedMeanwhile(tx, at, null))]),
  ).toEqual([]);
  await database.web.asActor(planner, async (tx) => {
    await bookedMeanwhile(tx, at, null);
    expect(await tx.execute(sql`select distinct school_id from recovery_session`)).toEqual([
      { school_id: 10 },
    ]);
  });
  await step(meanwhile, "released");
  expect(await busy(null)).toEqual([]);
});
