import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { defaultSwitches } from "#sandbox/aeries/switches.ts";
import { type SyncedDistrict, startSyncedDistrict } from "../../../tests/aeries/synced-district.ts";

/** Each list of a school that Aeries keeps, come empty once: what is missing from it must not end. */
const school = 40;
let here: SyncedDistrict;
let before: Record<string, string>;
beforeAll(async () => {
  here = await startSyncedDistrict();
  await here.district();
  await here.school(school);
  before = await here.checksums(school);
});
beforeEach(() => {
  Object.assign(here.stand.switches, defaultSwitches());
});
afterAll(() => here.close());

const nothingSent = {
  outcome: "error",
  message: expect.stringContaining("sent nothing where it had many rows before"),
};

test.each([
  ["terms", "schools/:school/terms"],
  ["calendar", "schools/:school/calendar"],
  ["bell_schedule", "schools/:school/bellschedule"],
  ["absence_codes", "schools/:school/absencecodes"],
  ["sections", "schools/:school/sections"],
  ["students", "schools/:school/students"],
  ["enrollment", "schools/:school/enrollment/:student/year/:year"],
  ["programs", "schools/:school/students/:student/programs"],
  ["contacts", "schools/:school/contacts"],
  ["rosters", "schools/:school/classes"],
  ["attendance", "schools/:school/attendance"],
])("where %s come without rows, nothing ends or goes, and the reading is noted as failed", async (resource, route) => {
  here.stand.switches.emptyAt = [route];
  await here.school(school, { full: true });
  expect((await here.newest(school))[resource]).toMatchObject(nothingSent);
  expect(await here.checksums(school)).toEqual(before);
});

const ofTheDistrict = async () => {
  const [row] = await here.admin`select (select count(*)::int from school where active) as schools,
    (select count(*)::int from staff where active) as staff, (select count(*)::int from course where active) as courses,
    (select count(*)::int from staff_school) as at_schools`;
  return row;
};

test.each(["schools", "staff", "courses"])("so it is with the district's %s", async (resource) => {
  const all = await ofTheDistrict();
  here.stand.switches.emptyAt = [resource];
  await here.district();
  expect((await here.newest(0))[resource]).toMatchObject(nothingSent);
  expect(await ofTheDistrict()).toEqual(all);
});

test("pupils who changed and are then asked for one by one are not all gone when nothing comes", async () => {
  const pupils = here.stand
    .district()
    .students.filter((each) => each.school === school && each.inactiveStatusCode === "")
    .slice(0, 10);
  for (const { child } of pupils)
    await fetch(`${here.stand.origin}/sandbox/students`, {
      method: "POST",
      body: JSON.stringify({ schoolCode: school, studentId: child.studentId, lastName: "Changed" }),
    });
  here.stand.switches.emptyAt = ["schools/:school/students/:student"];
  await here.school(school);
  expect((await here.newest(school)).students).toMatchObject(nothingSent);
  expect(await here.checksums(school)).toEqual(before);
});

test("a class whose last pupil left ends as before", async () => {
  const gone = here.stand.district().rosters.find((span) => span.school === school)!;
  const all = here.stand.district().rosters;
  all.splice(all.indexOf(gone), 1);
  await here.school(school, { full: true });
  expect((await here.newest(school)).rosters).toMatchObject({ outcome: "ok", counts: { vanished: 1 } });
});
