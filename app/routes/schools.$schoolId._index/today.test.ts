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

const lines = (body: { lines: { title: string; state: string; detail: string }[] }) =>
  body.lines.map(({ title, state, detail }) => [title, state, detail]);

test("the list of missing registers follows the day", async () => {
  const office = await school.clerk();
  const ann = await school.teacher();
  const see = async () => (await office.get(loader, "/schools/10", oak)).body;
  expect(lines(await see())).toEqual([
    ["Room 1", "open", "due 8:30 am"],
    ["Room 2", "open", "due 8:30 am"],
  ]);
  await layTaking(school, { section: 101, by: ann.userId, at: "2026-10-14T15:20:00Z" });
  school.at("2026-10-14T15:31:00Z");
  expect(lines(await see())).toEqual([
    ["Room 2", "missing", "was due 8:30 am"],
    ["Room 1", "taken", "8:20 am by Ann Abe"],
  ]);
  expect((await see()).progress).toBe("2 registers: 1 taken; 1 missing.");
  await layTaking(school, { section: 102, by: office.userId, at: "2026-10-14T15:40:00Z" });
  await layTaking(school, { section: 102, by: office.userId, at: "2026-10-14T15:50:00Z" });
  expect(lines(await see())[0]).toEqual([
    "Room 2",
    "late",
    "8:40 am (due 8:30 am), saved again 8:50 am by Cal Clerk",
  ]);
});

test("a teacher sees own classes alone", async () => {
  const ann = await school.teacher();
  const { body } = await ann.get(loader, "/schools/10", oak);
  expect([body.isTeacher, lines(body)]).toEqual([true, [["Room 1", "open", "due 8:30 am"]]]);
});

test("today refreshes by itself and can be told not to; another day never does", async () => {
  const office = await school.clerk();
  const live = async (path: string) =>
    (await office.get(async (args) => (await loader(args)).init?.headers, path, oak)).body;
  expect(await live("/schools/10")).toEqual({ Refresh: "60" });
  expect(await live("/schools/10?live=off")).toEqual({});
  school.at("2026-10-17T17:00:00Z");
  const onSaturday = await school.clerk();
  expect(
    (await onSaturday.get(async (args) => (await loader(args)).init?.headers, "/schools/10", oak)).body,
  ).toEqual({});
});

test("on Sundays, and when clocks change on them, the last school day is shown and said", async () => {
  for (const [moment, words] of [
    ["2026-11-01T08:30:00Z", "Sunday: showing Friday, October 30, 2026, the last school day."],
    ["2026-11-01T23:30:00Z", "Sunday: showing Friday, October 30, 2026, the last school day."],
    ["2027-03-14T10:30:00Z", "Sunday: showing Friday, March 12, 2027, the last school day."],
  ] as const) {
    school.at(moment);
    const { body } = await (await school.clerk()).get(loader, "/schools/10", oak);
    expect([body.instead, body.live]).toEqual([words, null]);
    expect(body.lines.map((line) => line.state)).toEqual(["missing", "missing"]);
  }
});

test("a Friday lasts until midnight at the school, not in Greenwich", async () => {
  school.at("2026-10-31T05:00:00Z");
  const { body } = await (await school.clerk()).get(loader, "/schools/10", oak);
  expect([body.day, body.instead]).toEqual(["Fri, Oct 30, 2026", null]);
});

test("before the first day of school there is a sentence", async () => {
  school.at("2026-08-01T17:00:00Z");
  const { body } = await (await school.clerk()).get(loader, "/schools/10", oak);
  expect([body.day, body.next, body.lines]).toEqual([null, "Wed, Aug 12, 2026", []]);
});

test("where registers are taken in Aeries nothing is called missing", async () => {
  await school.admin`update school set register_home = 'aeries' where id = 10`;
  school.at("2026-10-14T20:00:00Z");
  const { body } = await (await school.clerk()).get(loader, "/schools/10", oak);
  expect(lines(body)).toEqual([
    ["Room 1", "elsewhere", "not known here"],
    ["Room 2", "elsewhere", "not known here"],
  ]);
  expect(body.progress).toContain("not known here");
});
