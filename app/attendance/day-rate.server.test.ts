import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { attendanceRates } from "./day-rate.server.ts";

/** Wednesday 14 October; school begins at 8:00. School 10 has two classes of three pupils. */
const timeZone = "America/Los_Angeles";
const yesterday = "2026-10-13";
const today = "2026-10-14";
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clockAt("2026-10-14T17:00:00Z"));
  await layOutSmallDistrict(database.admin);
  await database.admin`insert into user_account (email, name, password_hash) values ('t@example.org', 'T', '')`;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty("mark", "register_taking");
  await database.admin`update school set register_home = 'here', attendance_kind = 'daily'`;
  await mark(1001, yesterday);
  await mark(1002, yesterday);
});

const mark = (
  pupil: number,
  day: string,
  { at = `${day}T18:00:00Z`, source = "aeries", period = "", year = 2026 } = {},
) => database.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
    values (10, ${year}, ${day}, ${period}, ${pupil}, ${source}, 'U', ${at})`;
const take = (section: number, period = "") => database.admin`insert into register_taking
    (school_id, on_date, section_number, period, submission, taken_by, taken_as, at, pupil_count, exception_count)
    values (10, ${today}, ${section}, ${period}, gen_random_uuid(), 1, 'teacher', '2026-10-14T15:20:00Z', 3, 0)`;
const rate = async (on = today) => {
  const [found] = await database.web.asSystem("test", [10], (tx) =>
    attendanceRates(tx, [10], { today: Temporal.PlainDate.from(on), timeZone }),
  );
  return found && [found.date.toString(), Math.round(found.rate * 1000) / 1000];
};
const ofYesterday = [yesterday, 0.667];

describe("where registers are taken here", () => {
  test("an absence entered beforehand or read at night does not begin the day", async () => {
    await mark(1001, today, { at: "2026-10-14T09:00:00Z" });
    await mark(1004, today, { source: "office", at: "2026-10-14T16:30:00Z" });
    expect(await rate()).toEqual(ofYesterday);
  });

  test("from the first register on it is the rate of the pupils looked at so far", async () => {
    await mark(1001, today, { source: "teacher" });
    await mark(1004, today, { source: "office" });
    await take(101);
    expect(await rate()).toEqual([today, 0.667]);
    await take(102);
    expect(await rate()).toEqual([today, 0.667]);
    await mark(1005, today, { source: "teacher" });
    expect(await rate()).toEqual([today, 0.5]);
  });

  test("taken by period, who missed every period taken so far is absent so far", async () => {
    await database.admin`update school set attendance_kind = 'period'`;
    await database.admin`update section set period = '2' where school_id = 10 and section_number = 102`;
    await database.admin`insert into roster (school_id, section_number, pupil_id, starts_on) values (10, 102, 1001, '2026-08-12')`;
    await take(101, "1");
    await mark(1001, today, { source: "teacher", period: "1" });
    expect(await rate()).toEqual([today, 0.667]);
    await take(102, "2");
    expect(await rate()).toEqual([today, 1]);
    await database.admin`delete from roster where section_number = 102 and pupil_id = 1001`;
    await database.admin`update section set period = '1' where school_id = 10 and section_number = 102`;
  });
});

describe("where they are taken in Aeries", () => {
  beforeEach(() => database.admin`update school set register_home = 'aeries'`);

  test("what was read before the first bell does not begin the day, what was read after it does", async () => {
    await mark(1001, today, { at: "2026-10-14T14:59:00Z" });
    expect(await rate()).toEqual(ofYesterday);
    await mark(1004, today, { at: "2026-10-14T15:00:00Z" });
    expect(await rate()).toEqual([today, 0.667]);
  });

  test("a bell of the day itself goes before the usual one", async () => {
    await database.admin`insert into bell_period (school_id, date, period, starts_at, ends_at) values (10, ${today}, '1', 600, 900)`;
    await mark(1001, today, { at: "2026-10-14T16:59:00Z" });
    expect(await rate()).toEqual(ofYesterday);
    await mark(1004, today, { at: "2026-10-14T17:00:00Z" });
    expect(await rate()).toEqual([today, 0.667]);
    await database.admin`delete from bell_period where date is not null`;
  });

  test("from 1 July on it is still the last school day's, of the year before", async () => {
    await mark(1003, "2027-06-10");
    expect(await rate("2027-07-05")).toEqual(["2027-06-10", 0.833]);
  });
});

test("a mark of someone who is not enrolled makes nobody absent", async () => {
  await mark(2001, yesterday);
  expect(await rate()).toEqual(ofYesterday);
});
