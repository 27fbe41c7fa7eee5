import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "#app/context.ts";
import { actorAs, layOutSmallDistrict } from "../../tests/database/small-district.ts";
import {
  clockAt,
  createTestDatabase,
  silentLog,
  type TestDatabase,
} from "../../tests/database/test-database.ts";
import { addAttestedSession } from "../../tests/recovery/attested-session.ts";
import { readClaimSteps, readClaims } from "./claims.server.ts";
import { settleClaims } from "./settle-claims.server.ts";

const clock = clockAt("2027-01-20T17:00:00Z");
const district = { schoolIds: [10, 20], schoolYear: 2026 };
let database: TestDatabase;
let context: Context;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  context = {
    door: database.worker,
    clock,
    log: silentLog,
    settings: { timeZone: "America/Los_Angeles" },
  } as Context;
});
afterAll(() => database.drop());

const say = (schoolId: number, pupilId: number, date: string, code: string | null) =>
  database.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
    values (${schoolId}, 2026, ${date}, '', ${pupilId}, 'aeries', ${code}, now())`;
const asOffice = <T>(read: (tx: Parameters<typeof readClaims>[0]) => Promise<T>) =>
  database.web.asActor(actorAs("district administrator", 0), read);
const claimed = async (pupilId: number) =>
  (await asOffice((tx) => readClaims(tx, district, { pupilIds: [pupilId] }))).map(
    ({ schoolId, absenceDate, earnedDate, code }) => `${schoolId} ${absenceDate} ${code} by ${earnedDate}`,
  );

test("a day earned is tied to the oldest absence, whatever school it was at, and once only", async () => {
  await say(20, 1003, "2026-10-01", "I");
  await say(10, 1003, "2026-10-08", "U");
  const session = await addAttestedSession(database.admin, {
    schoolId: 10,
    date: "2026-10-10",
    stays: { 1003: [[480, 720]] },
  });
  expect(await settleClaims(context)).toEqual({ claimed: 1, withdrawn: 0, corrections: 0 });
  expect(await claimed(1003)).toEqual(["20 2026-10-01 I by 2026-10-10"]);
  expect(await settleClaims(context)).toEqual({ claimed: 0, withdrawn: 0, corrections: 0 });
  const [step] = await asOffice((tx) => readClaimSteps(tx, district, [1003]));
  expect([step?.sessionIds, step?.earnedSchoolId]).toEqual([[session], 10]);
  const entries =
    await database.admin`select pupil_ids, actor from audit_entry where action = 'recovery days settled'`;
  expect(entries).toEqual([{ pupil_ids: [1003], actor: "settle-claims" }]);
});

test("the claim follows the absence; a certified period gets a correction, and undoing takes it back", async () => {
  const [certified] = await database.admin<{ id: number }[]>`insert into claim_certification
    (school_year, period, through, settings, totals, by, at) values (2026, 'P-1', '2026-12-31', '{}', '{}', 1, now()) returning id::int`;
  await database.admin`insert into claim_certified_day
    (school_id, certification_id, pupil_id, absence_date, earned_date, earned_school_id, session_ids, grade)
    values (20, ${certified!.id}, 1003, '2026-10-01', '2026-10-10', 10, '{1}', 4)`;
  const raised = () =>
    database.admin`select school_id, change, absence_date::text, reason from claim_correction order by id`;
  expect(await settleClaims(context)).toMatchObject({ corrections: 0 });
  await say(20, 1003, "2026-10-01", "S");
  expect(await settleClaims(context)).toEqual({ claimed: 1, withdrawn: 1, corrections: 2 });
  expect(await claimed(1003)).toEqual(["10 2026-10-08 U by 2026-10-10"]);
  expect(await raised()).toMatchObject([
    { school_id: 10, change: "added", absence_date: "2026-10-08" },
    {
      school_id: 20,
      change: "removed",
      absence_date: "2026-10-01",
      reason: "The absence of October 1, 2026 became a suspension (AR-ABS-2).",
    },
  ]);
  expect(await settleClaims(context)).toEqual({ claimed: 0, withdrawn: 0, corrections: 0 });
  await say(20, 1003, "2026-10-01", "I");
  expect(await settleClaims(context)).toEqual({ claimed: 1, withdrawn: 1, corrections: 2 });
  expect(await claimed(1003)).toEqual(["20 2026-10-01 I by 2026-10-10"]);
});

test("two runs at once do the work once", async () => {
  await say(10, 1001, "2026-10-01", "U");
  await addAttestedSession(database.admin, {
    schoolId: 10,
    date: "2026-11-14",
    stays: { 1001: [[480, 720]] },
  });
  const runs = await Promise.all([settleClaims(context), settleClaims(context), settleClaims(context)]);
  expect(runs.map(({ claimed }) => claimed).toSorted()).toEqual([0, 0, 1]);
});

const choose = (value: string, from: string) => database.admin`insert into district_setting
  (name, value, effective_from, verified_by, verified_on, source, by, at)
  values ('rounding', ${value}, ${from}, 'R. Ortiz', '2026-07-01', 'CDE', 1, now())`;
const nothing = { claimed: 0, withdrawn: 0, corrections: 0 };

test("a setting that changes in January leaves the ledger and a certified P-1 as they were; dated back, it changes both", async () => {
  await say(10, 1002, "2026-09-24", "I");
  for (const date of ["2026-10-31", "2026-11-07", "2026-11-14"])
    await addAttestedSession(database.admin, { schoolId: 10, date, stays: { 1002: [[480, 560]] } });
  expect(await settleClaims(context)).toEqual(nothing);
  await choose("MINUTES", "2027-01-01");
  expect(await settleClaims(context)).toEqual(nothing);
  await choose("MINUTES", "2026-07-01");
  expect(await settleClaims(context)).toEqual({ claimed: 1, withdrawn: 0, corrections: 1 });
  expect(await claimed(1002)).toEqual(["10 2026-09-24 I by 2026-11-14"]);
  await choose("HOUR_PER_SESSION", "2026-07-01");
  expect(await settleClaims(context)).toEqual({ claimed: 0, withdrawn: 1, corrections: 1 });
});

test("days that a list out of Aeries names take their part of the ten; those after a certified period take none of its days", async () => {
  const list = async (from: string) => {
    const [reading] = await database.admin<{ id: number }[]>`insert into aeries_makeup_reading
      (school_id, file_name, row_count, by, at) values (10, 'M.csv', 10, 1, now()) returning id::int`;
    await database.admin`insert into aeries_makeup (school_id, reading_id, student_number, on_date, code)
      select 10, ${reading!.id}, 1, ${from}::date + n, 'M' from generate_series(0, 9) n`;
  };
  expect(await claimed(1001)).toHaveLength(1);
  await list("2027-01-04");
  expect(await settleClaims(context)).toEqual({ claimed: 0, withdrawn: 1, corrections: 0 });
  expect(await claimed(1001)).toEqual([]);
  await list("2026-08-24");
  expect(await settleClaims(context)).toEqual({ claimed: 0, withdrawn: 0, corrections: 1 });
});

test("a certified period has the end at each school that it was certified with", async () => {
  await database.admin`insert into claim_certification (school_year, period, through, settings, totals, by, at) values (2026, 'P-1', '2026-12-29', '[]',
    '{"schools": [{"schoolId": 10, "through": "2026-12-29"}, {"schoolId": 20, "through": "2026-11-03"}]}', 1, now())`;
  await settleClaims(context);
  const raised = async () =>
    (
      await database.admin`select school_id, absence_date::text as date from claim_correction
      where certification_id = (select max(id) from claim_certification) and pupil_id in (2001, 2002) order by pupil_id`
    ).map(({ school_id, date }) => [school_id, date]);
  for (const [pupilId, absence, session] of [
    [2001, "2026-10-20", "2026-10-24"],
    [2002, "2026-10-20", "2026-11-07"],
  ] as const) {
    await say(20, pupilId, absence, "U");
    await addAttestedSession(database.admin, {
      schoolId: 20,
      date: session,
      stays: { [pupilId]: [[480, 720]] },
    });
  }
  expect(await settleClaims(context)).toMatchObject({ claimed: 2, corrections: 1 });
  expect(await raised()).toEqual([[20, "2026-10-20"]]);
});
