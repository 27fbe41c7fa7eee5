import { afterAll, beforeAll, expect, test } from "vitest";
import { minutesIn } from "#app/calendar/spans.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { addAttestedSession } from "../../tests/recovery/attested-session.ts";
import { readClaimableYear } from "./claimable-year.server.ts";
import { readYearFacts } from "./year-facts.server.ts";

const clock = clockAt("2026-12-01T17:00:00Z");
const asked = { schoolIds: [10, 20], schoolYear: 2026, through: clock.today() };
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
});
afterAll(() => database.drop());

const read = (pupilIds: number[] | null = null) =>
  database.worker.asSystem("a test", asked.schoolIds, (tx) => readYearFacts(tx, asked, pupilIds));

test("a pupil of two schools is one, with the sessions and absences of both", async () => {
  const { admin } = database;
  const here = await addAttestedSession(admin, {
    schoolId: 10,
    date: "2026-10-03",
    stays: { 1003: [[480, 720]] },
  });
  const there = await addAttestedSession(admin, {
    schoolId: 20,
    date: "2026-10-10",
    stays: { 1003: [[480, 600]] },
  });
  for (const [school, date, code] of [
    [10, "2026-09-21", "U"],
    [20, "2026-09-22", "I"],
  ] as const)
    await admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
      values (${school}, 2026, ${date}, '', 1003, 'aeries', ${code}, '2026-09-23T00:00:00Z')`;
  const chavez = (await read()).pupils.get(1003);
  expect(chavez?.enrolled.map(({ schoolId, grade }) => [schoolId, grade])).toEqual([
    [10, 4],
    [20, 4],
  ]);
  expect(chavez?.sessions.map(({ sessionId, spans }) => [sessionId, minutesIn(spans)])).toEqual([
    [here, 240],
    [there, 120],
  ]);
  expect(
    chavez?.absences.map(({ schoolId, date, code, category }) => [schoolId, String(date), code, category]),
  ).toEqual([
    [10, "2026-09-21", "U", "UNEXCUSED"],
    [20, "2026-09-22", "I", "EXCUSED"],
  ]);
});

test("a session that is not attested or cancelled gives no time; several stays add up, breaks do not count", async () => {
  const { admin } = database;
  const add = (date: string, change: object = {}) =>
    addAttestedSession(admin, { schoolId: 10, date, stays: { 1001: [[480, 720]] }, ...change });
  const counts = await add("2026-10-17", {
    stays: {
      1001: [
        [480, 540],
        [600, 720],
      ],
    },
    breaks: [{ startsAt: 630, endsAt: 660, what: "Lunch" }],
  });
  await add("2026-10-31", { attested: false });
  const cancelled = await add("2026-11-07");
  await admin`insert into recovery_cancellation (school_id, session_id, reason, by, at)
    values (10, ${cancelled}, 'Flood', 1, '2026-11-07T20:00:00Z')`;
  const times = (await read([1001])).pupils.get(1001)?.sessions;
  expect(times?.map(({ sessionId, spans }) => [sessionId, minutesIn(spans)])).toEqual([[counts, 150]]);
});

test("a session that is held is told, and gives no time to claim until a person decides that it counts", async () => {
  const { admin } = database;
  const stays: Record<number, [number, number][]> = { 1002: [[480, 720]] };
  const saturday = await addAttestedSession(admin, { schoolId: 10, date: "2026-10-17", stays });
  const inSchool = await addAttestedSession(admin, { schoolId: 10, date: "2026-10-21", stays });
  const year = { ...asked, history: [], timeZone: "America/Los_Angeles" };
  const claimable = async () => {
    const { facts, held } = await database.worker.asSystem("a test", asked.schoolIds, (tx) =>
      readClaimableYear(tx, year, [1002]),
    );
    return {
      sessions: facts.pupils.get(1002)?.sessions.map(({ sessionId }) => sessionId),
      held: [...held.values()].map(({ sessionId, holds }) => [sessionId, holds.map(({ rule }) => rule)]),
    };
  };
  expect(await claimable()).toEqual({ sessions: [saturday], held: [[inSchool, ["AR-SES-1"]]] });
  expect((await read([1002])).pupils.get(1002)?.sessions).toHaveLength(2);
});

test("what a list of make-ups from Aeries names is claimed elsewhere, unless our own file put it there", async () => {
  const { admin } = database;
  await admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
    select 10, 2026, d::date, '', 1002, 'aeries', 'U', '2026-09-30T00:00:00Z' from unnest(array['2026-09-21', '2026-09-22']) d`;
  await admin`insert into aeries_makeup_reading (school_id, file_name, row_count, by, at)
    values (10, 'old.csv', 1, 1, '2026-10-01T00:00:00Z'), (10, 'new.csv', 2, 1, '2026-11-01T00:00:00Z')`;
  const readings = await admin<{ id: number }[]>`select id::int from aeries_makeup_reading order by id`;
  const [old, latest] = readings.map(({ id }) => id);
  await admin`insert into aeries_makeup (school_id, reading_id, student_number, on_date, code) values
    (10, ${old!}, 2, '2026-09-23', 'S'), (10, ${latest!}, 2, '2026-09-21', 'R'), (10, ${latest!}, 2, '2026-09-22', 'S')`;
  const [sent] = await admin<
    { id: number }[]
  >`insert into recovery_export (school_id, kind, proposed_by, proposed_at)
    values (10, 'ATT', 1, '2026-10-20T00:00:00Z') returning id::int`;
  await admin`insert into recovery_export_item (school_id, export_id, pupil_id, on_date, action, student_number, code)
    values (10, ${sent!.id}, 1002, '2026-09-21', 'set', 2, 'R')`;
  const elsewhere = async () =>
    ((await read([1002])).pupils.get(1002)?.alreadyClaimed ?? [])
      .map(({ date, countsAsRecovery }) => [String(date), countsAsRecovery])
      .toSorted();
  expect(await elsewhere()).toEqual([
    ["2026-09-21", true],
    ["2026-09-22", false],
  ]);
  const step = (name: string, at: string) =>
    admin`insert into recovery_export_step (school_id, export_id, step, by, at) values (10, ${sent!.id}, ${name}, 1, ${at})`;
  await step("downloaded", "2026-10-20T12:00:00Z");
  expect(await elsewhere()).toEqual([["2026-09-22", false]]);
  await step("withdrawn", "2026-10-20T13:00:00Z");
  expect(await elsewhere()).toHaveLength(2);
});

test("a make-up with the district's code is recovery also where no file was ever written, and an older one keeps its code", async () => {
  const { admin } = database;
  const list = async (...rows: [date: string, code: string][]) => {
    const [reading] = await admin<
      { id: number }[]
    >`insert into aeries_makeup_reading (school_id, file_name, row_count, by, at)
      values (20, 'by hand.csv', ${rows.length}, 1, '2026-11-02T00:00:00Z') returning id::int`;
    for (const [date, code] of rows)
      await admin`insert into aeries_makeup (school_id, reading_id, student_number, on_date, code, made_up_on)
        values (20, ${reading!.id}, 1, ${date}, ${code}, '2026-10-24')`;
  };
  const listed = async () =>
    ((await read([2001])).pupils.get(2001)?.alreadyClaimed ?? [])
      .map(
        ({ schoolId, date, madeUpOn, countsAsRecovery }) =>
          `${schoolId} ${date} ${madeUpOn} ${countsAsRecovery}`,
      )
      .toSorted();
  await list(["2026-09-21", "M"], ["2026-09-22", "R"], ["2026-09-23", "S"]);
  expect(await listed()).toEqual([
    "20 2026-09-21 2026-10-24 true",
    "20 2026-09-22 2026-10-24 false",
    "20 2026-09-23 2026-10-24 false",
  ]);
  await admin`insert into district_setting (name, value, effective_from, verified_by, verified_on, source, by, at)
    values ('aeries_makeup_code', 'R', '2026-10-01', 'Dee', '2026-10-01', 'Aeries', 1, '2026-10-01T12:00:00Z')`;
  expect((await listed()).map((line) => line.endsWith("true"))).toEqual([true, true, false]);
});

test("the answer in force on the session's date goes with its time, whatever school has it on record", async () => {
  const { admin } = database;
  const id = await addAttestedSession(admin, {
    schoolId: 20,
    date: "2026-10-24",
    stays: { 1003: [[480, 720]] },
    answered: false,
  });
  const say = (schoolId: number, sessionId: number | null, answer: string, at: string) =>
    admin`insert into recovery_election (school_id, pupil_id, session_id, answer, said_by, at)
      values (${schoolId}, 1003, ${sessionId}, ${answer}, 'mother', ${at})`;
  const optedIn = async () =>
    (await read([1003])).pupils.get(1003)?.sessions.find(({ sessionId }) => sessionId === id)?.optedIn;
  expect(await optedIn()).toBe(null);
  await say(10, null, "yes", "2026-10-25T08:00:00Z");
  expect(await optedIn()).toBe(null);
  await say(10, null, "yes", "2026-10-25T06:59:00Z");
  expect(await optedIn()).toBe(true);
  await say(20, null, "no", "2026-10-25T06:59:30Z");
  expect(await optedIn()).toBe(false);
  await say(20, id, "yes", "2026-10-27T16:00:00Z");
  expect(await optedIn()).toBe(true);
});

test("schooldays running in independent study are those up to the session's date, and end with a day at school", async () => {
  const { admin } = database;
  await admin`insert into absence_code (school_id, code, title, abbreviation, type_code, counts_for_ada, is_suspension,
    is_partial_day_truant, is_temporarily_not_enrolled, independent_study, flag_category)
    values (10, 'K', 'Study', 'K', 6, true, false, false, false, 'C', 'IS_ADA')`;
  await admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
    select 10, 2026, date, '', 1006, 'aeries', 'K', '2026-11-01T00:00:00Z' from calendar_day
    where school_id = 10 and date between '2026-10-01' and '2026-10-22'`;
  const stays: Record<number, [number, number][]> = { 1006: [[480, 660]] };
  for (const date of ["2026-10-10", "2026-10-22", "2026-10-24"])
    await addAttestedSession(admin, { schoolId: 10, date, stays });
  const sessions = (await read([1006])).pupils.get(1006)?.sessions;
  expect(sessions?.map(({ date, studyDays }) => [String(date), studyDays])).toEqual([
    ["2026-10-10", 7],
    ["2026-10-22", 16],
    ["2026-10-24", 0],
  ]);
});
