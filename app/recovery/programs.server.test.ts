import { afterAll, beforeAll, expect, test } from "vitest";
import type { Jobs } from "#app/context.ts";
import { actorAs, layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { saturday } from "../../tests/recovery/saturday.ts";
import { momentIn } from "./moment.ts";
import { cancelRest } from "./program-cancellation.server.ts";
import { createProgram, findProgram, listPrograms, previewProgram } from "./programs.server.ts";
import type { ProgramPlan } from "./series.ts";
import { troublesOf } from "./session-trouble.server.ts";
import { createSession, sessionsBetween } from "./sessions.server.ts";
import { termsWithoutSession } from "./term-gap.server.ts";

const clock = clockAt("2026-10-14T17:00:00Z");
const now = momentIn("America/Los_Angeles", clock.now());
const planner = actorAs("recovery coordinator", 10);
const author = { by: 1, actor: "recovery coordinator 1" };
const jobs: Jobs = { enqueue: async () => {} };
const day = (text: string) => Temporal.PlainDate.from(text);
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  await database.admin`update calendar_day set holiday_code = '#' where date = '2026-11-11'`;
});
afterAll(() => database.drop());

const { date: _, ...everySession } = saturday;
const plan: ProgramPlan = {
  ...everySession,
  kind: "saturday",
  name: "Saturday Academy",
  startsOn: day("2026-10-17"),
  endsOn: day("2026-11-28"),
  weekdays: [6],
  alsoTeach: [502],
  breaks: [{ startsAt: 600, endsAt: 630, what: "lunch" }],
  purpose: { standard: "CCSS.MATH.4.NF", mealsServed: true, alongside: "elop", inPerson: true },
  exceptions: [{ date: day("2026-11-28"), reason: "Thanksgiving weekend" }],
};
const preview = async (change: Partial<ProgramPlan>) => {
  const asked = { ...plan, ...change };
  return database.web.asActor(planner, (tx) => previewProgram(tx, 10, asked, { today: now.today }));
};
const create = async (change: Partial<ProgramPlan>, seen?: string[]) => {
  const asked = { ...plan, ...change };
  const shown = (await preview(change))
    .filter(({ will }) => will === "meet")
    .map(({ date }) => date.toString());
  return database.web.asActor(planner, (tx) =>
    createProgram(
      tx,
      10,
      asked,
      { seen: seen ?? shown, copiedFrom: null },
      { author, at: clock.now(), today: now.today },
    ),
  );
};
const short = (dates: Awaited<ReturnType<typeof preview>>) =>
  dates.map(({ date, will, why }) => [date.toString().slice(5), will, why]);

test("shows each date first: it will meet, is left out, or is refused and why", async () => {
  await database.web.asActor(planner, (tx) =>
    createSession(
      tx,
      10,
      { ...saturday, date: day("2026-10-31"), room: "9" },
      {
        author,
        at: clock.now(),
        today: now.today,
      },
    ),
  );
  expect(short(await preview({}))).toEqual([
    ["10-17", "meet", null],
    ["10-24", "meet", null],
    ["10-31", "refused", "Ann Abe has another session from 8:00 am to 12:30 pm."],
    ["11-07", "meet", null],
    ["11-14", "meet", null],
    ["11-21", "meet", null],
    ["11-28", "left out", "Thanksgiving weekend"],
  ]);
  const [rows] = await database.admin`select count(*)::int as n from recovery_session`;
  expect(rows?.n).toBe(1);
});

test("leaves holidays out where the kind needs a school day, and refuses what overlaps school", async () => {
  const wednesdays = {
    weekdays: [3],
    startsOn: day("2026-11-04"),
    endsOn: day("2026-11-18"),
    exceptions: [],
  };
  expect(
    short(await preview({ ...wednesdays, kind: "after_school", startsAt: 900, endsAt: 960, breaks: [] })),
  ).toEqual([
    ["11-04", "meet", null],
    ["11-11", "left out", "No school: school holiday."],
    ["11-18", "meet", null],
  ]);
  const early = await preview({ ...wednesdays, kind: "after_school", startsAt: 890, endsAt: 960 });
  expect(early.map(({ will }) => will)).toEqual(["refused", "left out", "refused"]);
  expect(early[0]!.why).toContain("School runs from 8:00 am to 3:00 pm");
  expect((await preview({ ...wednesdays, kind: "intersession" })).map(({ will }) => will)).toEqual([
    "left out",
    "left out",
    "left out",
  ]);
});

test("names the other teacher who cannot teach", async () => {
  const [first] = await preview({ alsoTeach: [504], endsOn: day("2026-10-17") });
  expect(first).toMatchObject({
    will: "refused",
    why: "Di Dole has no certification document on record: neither a number in Aeries nor an entry here. Choose a teacher who may lead it on that day.",
  });
});

test("creates what was shown, all together, with teachers, breaks and the dates without a session", async () => {
  const created = await create({});
  if (!created.ok) throw new Error("refused");
  const program = await database.web.asActor(planner, (tx) => findProgram(tx, 10, created.id));
  expect(program).toMatchObject({
    name: "Saturday Academy",
    teacherId: 501,
    alsoTeach: [502],
    weekdays: [6],
  });
  expect(program!.exceptions.map(({ date }) => date.toString())).toEqual(["2026-10-31", "2026-11-28"]);
  const sessions = await database.web.asActor(planner, (tx) =>
    sessionsBetween(tx, 10, plan.startsOn, plan.endsOn),
  );
  const own = sessions.filter(({ programId }) => programId === created.id);
  expect(own).toHaveLength(5);
  expect(own[0]).toMatchObject({
    breaks: [{ startsAt: 600, endsAt: 630, what: "lunch" }],
    purpose: { standard: "CCSS.MATH.4.NF", mealsServed: true, alongside: "elop", inPerson: true },
    teachers: [
      { id: 501, name: "Ann Abe" },
      { id: 502, name: "Bo Bell" },
    ],
  });
  const [line] = await database.web.asActor(planner, (tx) => listPrograms(tx, 10, now.today));
  expect(line).toMatchObject({ sessions: 5, coming: 5 });
  const actions = await database.admin`select action, count(*)::int as n from audit_entry
    where subject like 'recovery program%' or action = 'recovery session created' group by 1 order by 1`;
  expect(actions.map(({ action, n }) => [action, n])).toEqual([
    ["recovery program created", 1],
    ["recovery session created", 6],
  ]);
});

test("creates nothing when the dates are no longer as they were shown", async () => {
  const again = await create(
    { room: "2", teacherId: 502, alsoTeach: [], startsAt: 800, endsAt: 900, breaks: [] },
    ["2026-10-17"],
  );
  expect(again.ok).toBe(false);
  const [rows] = await database.admin`select count(*)::int as n from recovery_program`;
  expect(rows?.n).toBe(1);
});

test("a calendar, bells or a staff list that change afterwards are told of, with what to do, and change nothing", async () => {
  const created = await create({
    kind: "after_school",
    name: "After school",
    weekdays: [2],
    startsOn: day("2026-11-03"),
    endsOn: day("2026-11-24"),
    startsAt: 900,
    endsAt: 960,
    room: "3",
    alsoTeach: [],
    breaks: [],
    exceptions: [],
  });
  if (!created.ok) throw new Error("refused");
  const told = () =>
    database.web.asActor(planner, async (tx) => {
      const sessions = (await sessionsBetween(tx, 10, day("2026-11-01"), day("2026-11-30"))).filter(
        ({ programId }) => programId === created.id,
      );
      const troubles = await troublesOf(tx, 10, sessions, now);
      return sessions.map(({ id, date }) => [date.toString(), troubles.get(id)] as const);
    });
  expect((await told()).every(([, sentences]) => sentences!.length === 0)).toBe(true);
  await database.admin`insert into bell_period (school_id, date, period, starts_at, ends_at) values (10, '2026-11-10', '1', 480, 930)`;
  await database.admin`update staff set left_on = '2026-11-16' where id = 501`;
  const after = await told();
  expect(after.map(([, sentences]) => sentences!.length)).toEqual([0, 1, 1, 1]);
  expect(after[1]![1]![0]).toBe(
    "School runs from 8:00 am to 3:30 pm on November 10, 2026. A session has to lie outside it. The calendar or the bells have changed since it was planned. Cancel it and plan it anew, or have the calendar corrected in Aeries.",
  );
  expect(after[2]![1]![0]).toBe(
    "Ann Abe left the district on November 16, 2026. Let another teacher join and this one leave, or cancel the session.",
  );
  await database.admin`update staff set left_on = null where id = 501`;
});

test("cancels the rest of a program and leaves what has begun", async () => {
  const programs = await database.web.asActor(planner, (tx) => listPrograms(tx, 10, now.today));
  const id = programs.find(({ name }) => name === "Saturday Academy")!.id;
  const later = momentIn("America/Los_Angeles", Temporal.Instant.from("2026-10-24T16:00:00Z"));
  const doing = { author, at: later.at, today: later.today, now: later, jobs };
  const count = await database.web.asActor(planner, (tx) =>
    cancelRest(tx, { schoolId: 10, programId: id }, "no room", doing),
  );
  expect(count).toBe(3);
  const again = await database.web.asActor(planner, (tx) =>
    cancelRest(tx, { schoolId: 10, programId: id }, "no room", doing),
  );
  expect(again).toBe(0);
});

test("names the terms of the year without a session", async () => {
  await database.admin`insert into term (school_id, school_year, code, title, starts_on, ends_on) values
    (10, 2026, '1', 'First', '2026-08-12', '2026-11-06'), (10, 2026, '2', 'Second', '2027-01-10', '2027-03-01'),
    (20, 2026, '1', 'First', '2026-08-12', '2026-11-06')`;
  const gaps = await database.web.asActor(planner, (tx) => termsWithoutSession(tx, 10, now.today));
  expect(gaps.map(({ title }) => title)).toEqual(["Second"]);
});
