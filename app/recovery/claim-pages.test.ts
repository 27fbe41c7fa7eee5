import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as overview } from "#app/routes/claims._index/route.tsx";
import { loader as reportPage } from "#app/routes/claims.$year.$period._index/route.tsx";
import {
  action as certify,
  loader as certifyPage,
} from "#app/routes/claims.$year.$period.certification/route.tsx";
import { loader as reportFile } from "#app/routes/claims.$year.$period.file/route.ts";
import { loader as schoolReport } from "#app/routes/schools.$schoolId.claims.$year.$period._index/route.tsx";
import { loader as correctionsPage } from "#app/routes/schools.$schoolId.claims.corrections._index/route.tsx";
import {
  action as settle,
  loader as settlePage,
} from "#app/routes/schools.$schoolId.claims.corrections.$correctionId.settlement/route.tsx";
import { openBrowser, type TestBrowser } from "../../tests/access/test-browser.ts";
import { contextOn, movingClock } from "../../tests/access/test-context.ts";
import { addPerson, signIn } from "../../tests/access/test-people.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { createTestDatabase, silentLog, type TestDatabase } from "../../tests/database/test-database.ts";
import { addAttestedSession } from "../../tests/recovery/attested-session.ts";
import { settleClaims } from "./settle-claims.server.ts";

const clock = movingClock("2027-01-20T17:00:00Z");
let database: TestDatabase;
let given: ReturnType<typeof contextOn>;
const people = {} as Record<"head" | "coordinator" | "teacher", TestBrowser>;
const p1 = { year: "2026", period: "p-1" };
const settleNow = () => settleClaims({ ...given.context, door: database.worker, log: silentLog });
const say = (schoolId: number, pupilId: number, date: string, code: string) =>
  database.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
    values (${schoolId}, 2026, ${date}, '', ${pupilId}, 'aeries', ${code}, now())`;

beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  given = contextOn(database, clock);
  await database.admin`update school set cds_code = '0161259600' || id`;
  await database.admin`update pupil set state_id = '123456' || pupil_id`;
  await say(10, 1001, "2026-10-01", "I");
  await say(20, 1003, "2026-10-02", "U");
  const stays = { 1001: [[480, 720]], 1003: [[480, 720]] } satisfies Record<number, [number, number][]>;
  await addAttestedSession(database.admin, { schoolId: 10, date: "2026-10-10", stays });
  await addPerson(given.context, "head@example.org", [{ schoolId: 0, role: "district administrator" }]);
  await addPerson(given.context, "coordinator@example.org", [{ schoolId: 10, role: "recovery coordinator" }]);
  await addPerson(given.context, "teacher@example.org", [{ schoolId: 10, role: "teacher" }], {
    staffId: 501,
  });
  for (const name of ["head", "coordinator", "teacher"] as const) {
    people[name] = openBrowser(given.context);
    await signIn(people[name], `${name}@example.org`);
  }
});
afterAll(() => database.drop());

type Report = {
  view: {
    lead: string;
    total: { days: number; ada: string; listed: number };
    schools: { name: string; days: number; through: string; daysTaught: number; listed: number }[];
  };
  certified: string | null;
};
const report = async () => (await people.head.get(reportPage, "/claims/2026/p-1", p1)).body as Report;

test("the district's report counts each day at the school of its absence; a school sees its own", async () => {
  const { view } = await report();
  expect(view.schools.map(({ name, days }) => [name, days])).toEqual([
    ["Oak Elementary", 1],
    ["Bay Elementary", 1],
  ]);
  const own = (await people.coordinator.get(schoolReport, "/s", { ...p1, schoolId: "10" })).body as Report;
  expect(own.view.schools.map(({ name, days }) => [name, days])).toEqual([["Oak Elementary", 1]]);
  const file = (await people.head.get(reportFile, "/f", p1)).body;
  // The small district teaches every weekday from August 12: its fifth school month is full on December 29, with 100.
  expect(file).toContain('"Oak Elementary","2026-12-29","100","0","1","0","0","1","0.01","0"');
  expect(file).toContain("line B-8 of the district's attendance form, Section 8B in Aeries");
});

test("each school's count ends with its own last full school month, and so do its days taught", async () => {
  const { admin } = database;
  // Bay's calendar has a third month that lasts until January 15.
  await admin`update calendar_day set attendance_month = 3 + (date > '2027-01-15')::int where school_id = 20 and date > '2026-10-06'`;
  const { view } = await report();
  expect(view.lead).toContain(
    "through the last full month of each school, October 6, 2026 to December 29, 2026",
  );
  expect(view.schools.map(({ through, daysTaught, days }) => [through, daysTaught, days])).toEqual([
    ["2026-12-29", 100, 1],
    ["2026-10-06", 40, 0],
  ]);
  const named = (await people.head.get(reportPage, "/claims/2026/p-1?through=2026-12-31", p1)).body as Report;
  expect(named.view.schools.map(({ through, daysTaught, days }) => [through, daysTaught, days])).toEqual([
    ["2026-12-31", 102, 1],
    ["2026-12-31", 102, 1],
  ]);
  await admin`update calendar_day set attendance_month = 0 where school_id = 20`;
  expect((await report()).view.schools[1]).toMatchObject({ through: "2026-12-25", daysTaught: 98, days: 1 });
  await admin`update calendar_day set attendance_month = 1 + (day_number - 1) / 20 where school_id = 20`;
});

test("a last day that cannot be is refused with a sentence, and the usual report is still shown", async () => {
  const answer = await people.head.get(reportPage, "/claims/2026/p-1?through=2026-02-30", p1);
  expect([answer.status, (answer.body as { problem: string }).problem]).toEqual([
    400,
    "Choose a last day between July 1 and June 30 of 2026-27.",
  ]);
  expect((await people.head.get(reportPage, "/x", { year: "2026", period: "p-9" })).status).toBe(404);
});

test("only the district certifies, only a period that is over, and only what was seen", async () => {
  expect((await people.coordinator.get(reportPage, "/x", p1)).status).toBe(403);
  expect((await people.teacher.get(schoolReport, "/x", { ...p1, schoolId: "10" })).status).toBe(403);
  const open = await people.head.post(certify, "/x", { days: "2" }, { year: "2026", period: "p-2" });
  expect([open.status, JSON.stringify(open.body)]).toEqual([
    400,
    expect.stringContaining("runs until March 23, 2027. Certify it when it is over."),
  ]);
  const other = await people.head.post(certify, "/x", { days: "3" }, p1);
  expect([other.status, JSON.stringify(other.body)]).toEqual([
    400,
    expect.stringContaining("now counts 2 days, not 3"),
  ]);
  expect((await people.head.get(certifyPage, "/x", p1)).status).toBe(200);
  const done = await people.head.post(certify, "/x", { days: "2" }, p1);
  expect(done.to).toBe("/claims/2026/p-1");
  expect(given.counted.jobs).toContain("settle-claims");
  expect((await report()).certified).toMatch(/^Certified by .* with 2 days\.$/);
});

test("a record that changes afterwards raises corrections, which a person settles once", async () => {
  await say(20, 1003, "2026-10-02", "S");
  await say(10, 1001, "2026-09-30", "U");
  await settleNow();
  const listed = (await people.coordinator.get(correctionsPage, "/x", { schoolId: "10" })).body as {
    rows: { id: number; what: string; settled: string | null }[];
  };
  expect(listed.rows.map(({ what }) => what).toSorted()).toEqual([
    "Add in P-1 through December 29, 2026",
    "Take back in P-1 through December 29, 2026",
  ]);
  const at = { schoolId: "10", correctionId: String(listed.rows[0]!.id) };
  expect((await people.coordinator.get(settlePage, "/x", at)).status).toBe(200);
  expect((await people.coordinator.post(settle, "/x", { outcome: "reported", reason: " " }, at)).status).toBe(
    400,
  );
  const said = { outcome: "reported", reason: "Corrected P-1 sent to the county" };
  expect((await people.coordinator.post(settle, "/x", said, at)).to).toBe("/schools/10/claims/corrections");
  expect((await people.coordinator.post(settle, "/x", said, at)).status).toBe(409);
  expect((await people.coordinator.post(settle, "/x", said, { ...at, correctionId: "99" })).status).toBe(404);
  const all = (await people.head.get(overview, "/claims")).body as {
    corrections: { name: string; count: number }[];
  };
  expect(all.corrections.map(({ name, count }) => [name, count])).toEqual([
    ["Oak Elementary", 1],
    ["Bay Elementary", 1],
  ]);
});
