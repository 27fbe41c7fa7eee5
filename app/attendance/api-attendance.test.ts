import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { action, loader } from "#app/routes/api.attendance._index/route.ts";
import { contextOn } from "../../tests/access/test-context.ts";
import { callApi, layToken } from "../../tests/api/script.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { attendanceAnswer } from "./api-attendance.ts";
import { attendanceRates } from "./day-rate.server.ts";

/** Wednesday. Marks are only ever added, so each test has a school of its own; the days of it that count have a mark. */
const clock = clockAt("2026-10-14T17:00:00Z");
let database: TestDatabase;
let world: ReturnType<typeof contextOn>;
let token: string;
let school = 30;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  world = contextOn(database, clock);
  token = await layToken(database, ["attendance:read"], [10]);
});
afterAll(() => database.drop());
beforeEach(async () => {
  const { admin } = database;
  school++;
  await admin`insert into school (id, name, short_name, low_grade, high_grade, attendance_kind, register_home)
    values (${school}, 'Elm Elementary', 'Elm', -1, 6, 'daily', 'here')`;
  await admin`insert into calendar_day (school_id, date, school_year, day_number, holiday_code, attendance_month, month_locked)
    select ${school}, date, school_year, day_number, holiday_code, attendance_month, month_locked from calendar_day where school_id = 10`;
  await admin`insert into absence_code (school_id, code, title, abbreviation, type_code, counts_for_ada, is_suspension,
      is_partial_day_truant, is_temporarily_not_enrolled, independent_study, flag_category)
    select ${school}, code, title, abbreviation, type_code, counts_for_ada, is_suspension, is_partial_day_truant,
      is_temporarily_not_enrolled, independent_study, flag_category from absence_code where school_id = 10`;
  await admin`update api_token set schools = ${[10, school]} where id = 1`;
});

const ask = (query: string, as: { token?: string | undefined; method?: string } = { token }) =>
  callApi(world.context, loader, `/api/attendance${query}`, as);

/** Pupils of a grade at the school, the first of them absent on the days given. Ids begin with the grade. */
async function lay(grade: number, pupils: number, absent: number, days = ["2026-10-12"]) {
  const first = 30_000 + 1000 * grade;
  await database.admin`insert into enrolment (school_id, pupil_id, school_year, entered_on, grade)
    select ${school}::int, ${first}::int + n, 2026, '2026-08-12', ${grade} from generate_series(1, ${pupils}::int) n`;
  for (const day of days) await mark(first, absent, day);
}
const mark = (first: number, pupils: number, day: string, code: string | null = "U") =>
  database.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
    select ${school}::int, 2026, ${day}, '', ${first}::int + n, 'aeries', ${code}, '2026-10-12T16:00:00Z' from generate_series(1, ${pupils}::int) n`;

const elm = async (query = "&from=2026-10-12&to=2026-10-12") => {
  const { status, body } = await ask(`?aggregated=true&school_id=${school}${query}`);
  expect(status).toBe(200);
  return attendanceAnswer.parse(body).schools[0]!;
};
type Elm = Awaited<ReturnType<typeof elm>>;
const column = (elmDays: Elm, name: "pupils" | "absent_days" | "attendance_rate") => [
  elmDays[name],
  ...elmDays.grades.map((grade) => grade[name]),
];

test("counts and rates by school and grade, of the days that have a mark, and of nobody", async () => {
  await lay(1, 40, 12);
  await lay(2, 60, 20, ["2026-10-12", "2026-10-13"]);
  const answer = await ask(`?aggregated=true&from=2026-10-12&to=2026-10-16&school_id=${school}`);
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  expect(answer.body).toEqual({
    from: "2026-10-12",
    to: "2026-10-14",
    schools: [
      {
        school_id: school,
        school: "Elm Elementary",
        school_days: 3,
        days_counted: 2,
        pupils: 100,
        expected_days: 200,
        absent_days: 52,
        attendance_rate: 0.74,
        grades: [
          { grade: "1", pupils: 40, expected_days: 80, absent_days: 12, attendance_rate: 0.85 },
          { grade: "2", pupils: 60, expected_days: 120, absent_days: 40, attendance_rate: 0.6667 },
        ],
      },
    ],
  });
});

test("a pupil is expected while enrolled, and absent only by the mark in force on a day taught", async () => {
  await lay(1, 40, 12);
  await database.admin`update enrolment set left_on = '2026-10-12' where school_id = ${school} and pupil_id <= 31020`;
  await mark(31_000, 20, "2026-10-13");
  await mark(31_020, 15, "2026-10-14");
  await mark(31_020, 15, "2026-10-14", null);
  await mark(31_020, 15, "2026-10-11");
  expect(await elm("&from=2026-10-05")).toMatchObject({
    days_counted: 3,
    expected_days: 80,
    absent_days: 12,
  });
});

test("a day's rate is the one that is watched", async () => {
  await lay(1, 40, 12);
  const [watched] = await database.web.asSystem("test", [school], (tx) =>
    attendanceRates(tx, [school], { today: clock.today(), timeZone: "America/Los_Angeles" }),
  );
  expect(watched).toMatchObject({ schoolId: school, rate: 0.7 });
  expect((await elm()).attendance_rate).toBe(0.7);
});

describe("small groups", () => {
  test.each([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ])("a grade of %i is held back, with one beside it", async (size) => {
    await lay(1, 60, 20);
    await lay(2, 30, 15);
    await lay(3, size, size);
    const elmDays = await elm();
    expect(column(elmDays, "pupils")).toEqual([90 + size, 60, null, null]);
    expect(column(elmDays, "absent_days").slice(2)).toEqual([null, null]);
    expect(column(elmDays, "attendance_rate").slice(2)).toEqual([null, null]);
    expect(elmDays.grades[2]).toMatchObject({ expected_days: null });
  });

  test.each([1, 5, 10])("%i absent in a grade are held back, with those of one beside it", async (absent) => {
    await lay(1, 60, 20);
    await lay(2, 60, 16);
    await lay(3, 60, absent);
    const elmDays = await elm();
    expect(column(elmDays, "pupils")).toEqual([180, 60, 60, 60]);
    expect(column(elmDays, "absent_days")).toEqual([36 + absent, 20, null, null]);
    expect(column(elmDays, "attendance_rate").slice(1)).toEqual([0.6667, null, null]);
  });

  test("so are those who came, when they are few", async () => {
    await lay(1, 60, 20);
    await lay(2, 60, 52);
    expect(column(await elm(), "absent_days")).toEqual([72, null, null]);
  });

  test("few pupils absent for long are still few", async () => {
    await lay(1, 60, 20, ["2026-10-12", "2026-10-13"]);
    await lay(2, 60, 10, ["2026-10-12", "2026-10-13"]);
    expect(column(await elm("&from=2026-10-12"), "absent_days")).toEqual([60, null, null]);
  });

  test("11 are shown, and nobody absent too", async () => {
    await lay(1, 22, 11);
    await lay(2, 22, 0);
    const elmDays = await elm();
    expect(column(elmDays, "absent_days")).toEqual([11, 11, 0]);
    expect(column(elmDays, "attendance_rate")).toEqual([0.75, 0.5, 1]);
  });

  test("a small school shows nothing, and one of a single small grade no total", async () => {
    await lay(1, 4, 1);
    await lay(2, 5, 0);
    expect(column(await elm(), "pupils")).toEqual([null, null, null]);
    expect(column(await elm(), "absent_days").slice(0, 2)).toEqual([null, null]);
  });
});

test("only schools of the token; another is not there", async () => {
  const { body } = await ask("?aggregated=true");
  expect(body.schools.map((one: { school_id: number }) => one.school_id)).toEqual([10, school]);
  expect([body.from, body.to]).toEqual(["2026-07-01", "2026-10-14"]);
  const other = await ask("?aggregated=true&school_id=20");
  expect([other.status, other.type]).toEqual([404, "application/problem+json"]);
  expect(world.counted.refused.at(-1)).toBe("token");
});

test.each<[string, string, string, string]>([
  ["no aggregated", "", "aggregated", "Only counts and rates are given here: ask with aggregated=true."],
  [
    "another word",
    "?aggregated=yes",
    "aggregated",
    "Only counts and rates are given here: ask with aggregated=true.",
  ],
  ["no such day", "?aggregated=true&from=2026-02-30", "from", "Write a day that exists as YYYY-MM-DD."],
  ["no such year", "?aggregated=true&to=0000-02-01", "to", "Write a day that exists as YYYY-MM-DD."],
  [
    "a day to come",
    "?aggregated=true&from=2026-10-15",
    "from",
    "Ask for days up to 2026-10-14: from comes after it.",
  ],
  ["too long", "?aggregated=true&from=2025-10-13&to=2026-10-14", "from", "Ask for 366 days at most."],
  ["no school number", "?aggregated=true&school_id=Oak", "school_id", "A school is a number."],
])("%s is a problem that says what to ask", async (_, query, field, detail) => {
  const answer = await ask(query);
  expect([answer.status, answer.type]).toEqual([400, "application/problem+json"]);
  expect(answer.body.errors).toEqual([{ field, detail }]);
});

test("asks for a token with the scope, and for GET", async () => {
  expect((await ask("?aggregated=true", {})).status).toBe(401);
  const other = await layToken(database, ["recovery:write"], [10]);
  expect((await ask("?aggregated=true", { token: other })).status).toBe(403);
  const posted = await callApi(world.context, action, "/api/attendance", { token, body: {} });
  expect([posted.status, posted.headers.get("Allow")]).toEqual([405, "GET"]);
});
