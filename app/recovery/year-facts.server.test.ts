import { afterAll, beforeAll, expect, test } from "vitest";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { addAttestedSession } from "../../tests/recovery/attested-session.ts";
import { readYearFacts } from "./year-facts.server.ts";

const clock = clockAt("2026-12-01T17:00:00Z");
const asked = { schoolIds: [10, 20], schoolYear: 2026, through: clock.today() };
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
});
afterAll(() => database.drop());

const read = (held: number[] = [], pupilIds: number[] | null = null) =>
  database.worker.asSystem("a test", asked.schoolIds, (tx) =>
    readYearFacts(tx, asked, new Set(held), pupilIds),
  );

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
  expect(chavez?.sessions.map(({ sessionId, minutes }) => [sessionId, minutes])).toEqual([
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

test("a session that is not attested, cancelled or held gives no time; several stays add up, breaks do not count", async () => {
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
  const held = await add("2026-10-24");
  await add("2026-10-31", { attested: false });
  const cancelled = await add("2026-11-07");
  await admin`insert into recovery_cancellation (school_id, session_id, reason, by, at)
    values (10, ${cancelled}, 'Flood', 1, '2026-11-07T20:00:00Z')`;
  const times = (await read([held], [1001])).pupils.get(1001)?.sessions;
  expect(times?.map(({ sessionId, minutes }) => [sessionId, minutes])).toEqual([[counts, 150]]);
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
    (await read([], [1002])).pupils
      .get(1002)
      ?.alreadyClaimed.map(({ date, countsAsRecovery }) => [String(date), countsAsRecovery])
      .toSorted();
  expect(await elsewhere()).toEqual([
    ["2026-09-21", true],
    ["2026-09-22", false],
  ]);
  await admin`insert into recovery_export_step (school_id, export_id, step, by, at)
    values (10, ${sent!.id}, 'done', 1, '2026-10-21T00:00:00Z')`;
  expect(await elsewhere()).toEqual([["2026-09-22", false]]);
});
