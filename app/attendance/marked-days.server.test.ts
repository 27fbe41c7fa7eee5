import { afterAll, beforeAll, expect, test } from "vitest";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { markedDays } from "./marked-days.server.ts";

const clock = clockAt("2026-10-14T17:00:00Z");
let database: TestDatabase;
/**
 * School 10 becomes a period school: pupils of class 101 have it in period 1, class 103 in
 * period 2 from October 13, and had class 105 in period 4 until October 11. Class 104 is closed.
 */
beforeAll(async () => {
  database = await createTestDatabase(clock);
  const { admin } = database;
  await layOutSmallDistrict(admin);
  await admin`update school set attendance_kind = 'period' where id = 10`;
  await admin`insert into section (school_id, section_number, period, course_id, title, room, active)
    values (10, 103, '2', 'HR', 'Science', '3', true), (10, 104, '3', 'HR', 'Closed', '4', false), (10, 105, '4', 'HR', 'Art', '5', true)`;
  await admin`insert into roster (school_id, section_number, pupil_id, starts_on, ends_on)
    select 10, 105, pupil_id, '2026-08-12', '2026-10-11' from roster where school_id = 10 and section_number = 101`;
  await admin`insert into roster (school_id, section_number, pupil_id, starts_on)
    select 10, 103, pupil_id, '2026-10-13' from roster where school_id = 10 and section_number = 101`;
  await admin`insert into roster (school_id, section_number, pupil_id, starts_on)
    select 10, 104, pupil_id, '2026-08-12' from roster where school_id = 10 and section_number = 101`;
  type Voice = "aeries" | "teacher" | "office";
  const marks: [date: string, period: string, pupil: number, by: Voice, code: string | null, at: string][] = [
    ["2026-10-12", "1", 1001, "aeries", "U", "16:00"],
    ["2026-10-13", "1", 1001, "aeries", "U", "16:00"],
    ["2026-10-13", "1", 1002, "aeries", "U", "16:00"],
    ["2026-10-13", "2", 1002, "aeries", "I", "16:00"],
    ["2026-10-13", "1", 1003, "aeries", "U", "16:00"],
    ["2026-10-13", "2", 1003, "aeries", "U", "16:00"],
    ["2026-10-13", "2", 1003, "office", "T", "15:00"],
    ["2026-10-14", "1", 1001, "teacher", "U", "16:00"],
    ["2026-10-14", "1", 1001, "teacher", null, "16:05"],
    ["2026-10-14", "", 1002, "office", "S", "16:00"],
    ["2026-10-14", "1", 1003, "teacher", null, "16:00"],
  ];
  for (const [date, period, pupil, source, code, at] of marks)
    await admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
      values (10, 2026, ${date}, ${period}, ${pupil}, ${source}, ${code}, ${`${date}T${at}:00Z`})`;
});
afterAll(() => database.drop());

const between = async (from: string, through: string) => {
  const span = { from: Temporal.PlainDate.from(from), through: Temporal.PlainDate.from(through) };
  const days = await database.web.asSystem("test", [10], (tx) => markedDays(tx, 10, span));
  return days.map(({ date, pupilId, category }) => `${date} ${pupilId} ${category}`).toSorted();
};
const [monday, tuesday, wednesday] = [
  ["2026-10-12 1001 UNEXCUSED"],
  ["2026-10-13 1001 PRESENT", "2026-10-13 1002 UNEXCUSED", "2026-10-13 1003 PRESENT"],
  ["2026-10-14 1001 PRESENT", "2026-10-14 1002 SUSP_OUT", "2026-10-14 1003 PRESENT"],
];

test("a day is missed whole when it is marked in every class the pupil was in on it", async () => {
  expect(await between("2026-10-12", "2026-10-12")).toEqual(monday);
  expect(await between("2026-10-13", "2026-10-13")).toEqual(tuesday);
});

test("where voices differ the one in force decides, and a mark of the day is before those of periods", async () => {
  expect(await between("2026-10-14", "2026-10-14")).toEqual(wednesday);
});

test("a span says of each day what the day alone says", async () => {
  expect(await between("2026-07-01", "2027-06-30")).toEqual([...monday, ...tuesday, ...wednesday]);
});

test("across two school years, and of nothing before or after", async () => {
  await database.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
    values (10, 2025, '2026-06-10', '', 1001, 'aeries', 'I', now())`;
  expect(await between("2026-06-01", "2026-10-12")).toEqual(["2026-06-10 1001 EXCUSED", ...monday]);
  expect(await between("2026-06-11", "2026-10-11")).toEqual([]);
});
