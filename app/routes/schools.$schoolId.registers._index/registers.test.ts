import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { layTaking, type Oak, oak, openOak } from "../../../tests/page/oak.ts";
import { loader } from "./route.tsx";

/** Wednesday, a quarter past eight in the morning; the registers of the small district are due at half past. */
const morning = "2026-10-14T15:15:00Z";
let school: Oak;
beforeAll(async () => {
  school = await openOak(morning);
});
beforeEach(async () => {
  school.at(morning);
  school.refused.length = 0;
  await school.database.empty("register_taking");
  await school.admin`update school set register_home = 'here', attendance_kind = 'daily'`;
});
afterAll(() => school.close());

test("each row leads to that class and day with its teacher; only what is missing when asked", async () => {
  const office = await school.clerk();
  await layTaking(school, { section: 101, by: office.userId, at: "2026-10-14T15:20:00Z" });
  school.at("2026-10-14T15:31:00Z");
  const { body } = await office.get(loader, "/schools/10/registers?show=missing", oak);
  expect(body.view.lines).toMatchObject([
    { href: "/schools/10/registers/2026-10-14/section/102", teachers: "Bo Bell", pupils: 3 },
  ]);
});

test("a teacher sees own classes alone", async () => {
  const ann = await school.teacher();
  const all = await ann.get(loader, "/schools/10/registers?date=2026-10-13", oak);
  expect(all.body.view.lines.map((line) => line.title)).toEqual(["Room 1"]);
});

test("a day without school has a sentence and the nearest school day", async () => {
  const sunday = await (await school.clerk()).get(loader, "/schools/10/registers?date=2026-11-01", oak);
  expect(sunday.body.view).toMatchObject({
    noSchool: "Sunday, November 1, 2026 is not a school day. There are no registers.",
    nearest: { date: "2026-11-02", href: "/schools/10/registers?date=2026-11-02" },
    lines: [],
  });
  const saturday = await (await school.clerk()).get(loader, "/schools/10/registers?date=2026-10-31", oak);
  expect(saturday.body.view.nearest?.date).toBe("2026-10-30");
});

test("a day that is none is answered with 400 and today", async () => {
  const { status, body } = await (await school.clerk()).get(
    loader,
    "/schools/10/registers?date=2026-02-30",
    oak,
  );
  expect([status, body.view.date, body.view.mistake?.typed]).toEqual([400, "2026-10-14", "2026-02-30"]);
});

test("in a period school only the periods of the day's pattern are expected, each due at its own bell", async () => {
  await school.admin`update school set attendance_kind = 'period' where id = 10`;
  await school.admin`update section set period = '2' where school_id = 10 and section_number = 102`;
  await school.admin`insert into bell_period (school_id, date, period, starts_at, ends_at) values (10, '2026-10-14', '1', 480, 495), (10, '2026-10-14', '2', 500, 600)`;
  const view = async () => (await (await school.clerk()).get(loader, "/schools/10/registers", oak)).body.view;
  expect((await view()).lines).toMatchObject([
    { title: "Room 1", period: "Period 1", detail: "due 8:15 am", state: "open" },
    { title: "Room 2", period: "Period 2", detail: "due 10:00 am", state: "open" },
  ]);
  await school.admin`update calendar_day set period_block_pattern = '24' where school_id = 10 and date = '2026-10-14'`;
  expect((await view()).lines.map((line) => line.href)).toEqual([
    "/schools/10/registers/2026-10-14/section/102/2",
  ]);
});

test("another school's registers are a 404 that is counted", async () => {
  expect((await (await school.clerk()).get(loader, "/schools/20/registers", { schoolId: 20 })).status).toBe(
    404,
  );
  expect(school.refused).toEqual(["scope"]);
});
