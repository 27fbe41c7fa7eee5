import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "#app/context.ts";
import { actorAs, layOutSmallDistrict } from "../../tests/database/small-district.ts";
import {
  clockAt,
  createTestDatabase,
  silentLog,
  type TestDatabase,
} from "../../tests/database/test-database.ts";
import { absencesAt } from "./absences.server.ts";
import { candidatesFor } from "./candidates.server.ts";
import { pupilLedger } from "./ledger.server.ts";
import type { RecoverySession } from "./session.ts";

const clock = clockAt("2026-10-16T17:00:00Z");
const planner = actorAs("recovery coordinator", 10);
let database: TestDatabase;
let context: Context;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  const settings = { timeZone: "America/Los_Angeles" };
  context = { door: database.web, clock, log: silentLog, settings } as Context;
});
afterAll(() => database.drop());

let minute = 0;
/** Says something of a pupil; later calls speak later. */
const say = (
  pupilId: number,
  day: string,
  code: string | null,
  source = "teacher",
  period = "",
  school = 10,
) =>
  database.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, at)
    values (${school}, 2026, ${day}, ${period}, ${pupilId}, ${source}, 101, ${code}, ${`2026-10-15T10:${String(++minute).padStart(2, "0")}:00Z`})`;
const missed = async (pupilId: number, school = 10) => {
  const days = await database.web.asActor(actorAs("recovery coordinator", school), (tx) =>
    absencesAt(tx, { schoolIds: [school], schoolYear: 2026, through: clock.today() }, [pupilId]),
  );
  return (days.get(pupilId) ?? []).map(({ date, category }) => `${date} ${category}`).toSorted();
};

test("the code in force decides, whoever else said otherwise", async () => {
  await say(1001, "2026-09-21", "U");
  await say(1001, "2026-09-22", "U");
  await say(1001, "2026-09-22", "I", "office");
  await say(1001, "2026-09-22", "U");
  await say(1001, "2026-09-23", "U");
  await say(1001, "2026-09-23", null);
  await say(1001, "2026-09-24", "T", "aeries");
  await say(1001, "2026-09-24", "U");
  await say(1001, "2026-09-25", "U", "aeries");
  await say(1001, "2026-09-25", "T");
  expect(await missed(1001)).toEqual(["2026-09-21 UNEXCUSED", "2026-09-22 EXCUSED", "2026-09-24 UNEXCUSED"]);
  await database.admin`update school set register_home = 'aeries' where id = 10`;
  await say(1001, "2026-09-24", "T", "aeries");
  expect(await missed(1001)).toEqual(["2026-09-21 UNEXCUSED", "2026-09-22 EXCUSED"]);
  await database.admin`update school set register_home = 'here' where id = 10`;
});

test("the category that a person chose wins over the flags; holidays and later days are no absence", async () => {
  await say(1002, "2026-09-21", "I");
  await say(1002, "2026-09-22", "I");
  await say(1002, "2026-10-17", "I");
  await database.admin`update calendar_day set holiday_code = '#' where school_id = 10 and date = '2026-09-22'`;
  expect(await missed(1002)).toEqual(["2026-09-21 EXCUSED"]);
  await database.admin`update absence_code set chosen_category = 'IMMUN_EXCLUSION' where school_id = 10 and code = 'I'`;
  expect(await missed(1002)).toEqual(["2026-09-21 IMMUN_EXCLUSION"]);
  await database.admin`update absence_code set chosen_category = null where school_id = 10 and code = 'I'`;
});

test("in a period school a day is missed when the pupil was away in every period that met and was theirs", async () => {
  await database.admin`update school set attendance_kind = 'period' where id = 20`;
  await database.admin`insert into section (school_id, section_number, period, course_id, title, active) values
    (20, 302, '2', 'M', 'Math', true), (20, 303, '3', 'A', 'Art', true)`;
  await database.admin`insert into roster (school_id, section_number, pupil_id, starts_on, ends_on) values
    (20, 302, 2001, '2026-08-12', null), (20, 303, 2001, '2026-08-12', '2026-09-22')`;
  const away = (day: string, ...periods: string[]) =>
    Promise.all(periods.map((period) => say(2001, day, "U", "teacher", period, 20)));
  await away("2026-09-21", "1", "2");
  await away("2026-09-22", "1", "2", "3");
  await away("2026-09-23", "1", "2");
  await away("2026-09-24", "1", "2");
  await say(2001, "2026-09-24", "T", "teacher", "2", 20);
  await away("2026-09-25", "1");
  await database.admin`update calendar_day set period_block_pattern = '13' where school_id = 20 and date = '2026-09-25'`;
  await say(2001, "2026-09-28", "U", "teacher", "", 20);
  expect(await missed(2001, 20)).toEqual([
    "2026-09-22 UNEXCUSED",
    "2026-09-23 UNEXCUSED",
    "2026-09-25 UNEXCUSED",
  ]);
  await database.admin`update school set attendance_kind = 'daily' where id = 20`;
});

const session = {
  schoolId: 10,
  id: 1,
  date: clock.today().add({ days: 1 }),
  lowGrade: -1,
  highGrade: 6,
} as RecoverySession;
const ranked = async () =>
  (await candidatesFor(context, planner, session, clock.today())).map(({ pupilId, canStillRecover }) => [
    pupilId,
    canStillRecover,
  ]);

test("the days of a pupil at two schools count together, though nobody here may see the other school", async () => {
  await say(1003, "2026-09-21", "U");
  await say(1003, "2026-09-28", "U", "teacher", "", 20);
  await say(1003, "2026-09-29", "U", "teacher", "", 20);
  expect(await missed(1003)).toEqual(["2026-09-21 UNEXCUSED"]);
  expect(await ranked()).toEqual([
    [1003, 3],
    [1001, 2],
    [1002, 1],
  ]);
  const ledger = await pupilLedger(context, planner, 1003, clock.today());
  expect(ledger?.missed).toHaveLength(3);
  expect(await pupilLedger(context, planner, 2001, clock.today())).toBe(null);
});

test("not offered: unverified and suspended days, families that said no, inactive pupils, long independent study", async () => {
  await say(1004, "2026-09-21", "A");
  await say(1005, "2026-09-21", "S");
  expect((await ranked()).map(([pupilId]) => pupilId)).toEqual([1003, 1001, 1002]);
  await database.admin`insert into recovery_election (school_id, pupil_id, answer, said_by, at) values (10, 1001, 'no', 'mother', now())`;
  await database.admin`update pupil set inactive_code = 'N' where school_id = 10 and pupil_id = 1002`;
  expect((await ranked()).map(([pupilId]) => pupilId)).toEqual([1003]);
  await database.admin`insert into absence_code (school_id, code, title, abbreviation, type_code, counts_for_ada, is_suspension,
    is_partial_day_truant, is_temporarily_not_enrolled, independent_study, flag_category)
    values (10, 'K', 'Study', 'K', 6, true, false, false, false, 'C', 'IS_ADA')`;
  const study = (
    days: number,
  ) => database.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
    select 10, 2026, date, '', 1003, 'aeries', 'K', now() from (select date from calendar_day where school_id = 10 and date <= '2026-10-15'
      order by date desc limit ${days}) d where not exists (select 1 from mark m where m.on_date = d.date and m.pupil_id = 1003 and m.code = 'K')`;
  await study(15);
  expect((await ranked()).map(([pupilId]) => pupilId)).toEqual([1003]);
  await study(16);
  expect(await ranked()).toEqual([]);
});
