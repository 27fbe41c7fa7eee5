import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { defaultSwitches, type Switches } from "#sandbox/aeries/switches.ts";
import { answering, json } from "../../../tests/aeries/answering.ts";
import { type SyncedDistrict, startSyncedDistrict } from "../../../tests/aeries/synced-district.ts";

let here: SyncedDistrict;
let before: Record<string, string>;
const school = 40;
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

const readWith = async (switches: Partial<Switches>) => {
  Object.assign(here.stand.switches, switches);
  await here.school(school, { full: true });
  return here.newest(school);
};
const outcomes = (runs: Record<string, { outcome?: unknown } | undefined>) =>
  Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, run?.outcome]));

test.each<[string, Partial<Switches>]>([
  ["refuses", { permissions: { Attendance: 401 } }],
  ["refuses with a web page", { permissions: { Attendance: 403 }, errorBody: "html" }],
])("where Aeries %s the attendance, the rest is read and the reason is told", async (_, switches) => {
  const runs = await readWith(switches);
  expect(runs.attendance).toMatchObject({
    outcome: "error",
    message: expect.stringContaining('"Attendance"'),
  });
  expect(Object.values(outcomes(runs)).filter((outcome) => outcome === "ok")).toHaveLength(11);
  expect(await here.checksums(school)).toEqual(before);
});

test("what needs a refused resource is left out; what does not is read", async () => {
  const runs = await readWith({ permissions: { "Student Data": 401 } });
  expect(outcomes(runs)).toMatchObject({
    calendar: "ok",
    sections: "ok",
    students: "error",
    contacts: "error",
    rosters: "error",
    attendance: "error",
  });
  expect(runs.attendance?.message).toBe("Not read, because it needs students, which could not be read.");
  expect(await here.checksums(school)).toEqual(before);
});

test.each<[string, Partial<Switches>]>([
  ["half a body", { truncateBody: true }],
  ["no answer at all", { dropConnections: true }],
  ["errors of its own", { failNext: { count: 1000, status: 500 } }],
  ["web pages instead of data", { failNext: { count: 1000, status: 404 }, errorBody: "html" }],
])("with %s nothing is changed, and each resource says so", async (_, switches) => {
  const runs = await readWith(switches);
  expect(new Set(Object.values(outcomes(runs)))).toEqual(new Set(["error"]));
  expect(runs.connection?.message).toMatch(/^[A-Z].*\.$/);
  expect(await here.checksums(school)).toEqual(before);
});

test("a slow Aeries is waited for", async () => {
  expect(new Set(Object.values(outcomes(await readWith({ latencyMs: 30 }))))).toEqual(new Set(["ok"]));
  expect(await here.checksums(school)).toEqual(before);
});

test("404 where there is nothing is nothing", async () => {
  expect(new Set(Object.values(outcomes(await readWith({ noDataAs: "404" }))))).toEqual(new Set(["ok"]));
  expect(await here.checksums(school)).toEqual(before);
});

test("old names are understood", async () => {
  expect(new Set(Object.values(outcomes(await readWith({ legacyNames: true }))))).toEqual(new Set(["ok"]));
  expect(await here.checksums(school)).toEqual(before);
});

test.each<[string, Partial<Switches>]>([
  ["pages smaller than asked for", { mostPerPage: 37 }],
  ["pages in no order", { outOfOrder: true }],
  [
    "small pages in no order, 404 past the end and old names",
    { mostPerPage: 50, outOfOrder: true, noDataAs: "404", legacyNames: true },
  ],
])("with %s every pupil is read once, and nobody is taken for gone", async (_, switches) => {
  const runs = await readWith(switches);
  expect(runs.students).toMatchObject({
    outcome: "ok",
    counts: {
      read: here.stand.district().students.filter((student) => student.school === school).length,
      appeared: 0,
      changed: 0,
      vanished: 0,
    },
  });
  expect(new Set(Object.values(outcomes(runs)))).toEqual(new Set(["ok"]));
  expect(await here.checksums(school)).toEqual(before);
});

test("sent on to another host, the client follows nowhere and shows its certificate to nobody", async () => {
  const elsewhere = await answering((_, response) => json(response, []));
  const runs = await readWith({ redirectTo: `${elsewhere.url}/aeries/Login.aspx` });
  expect(new Set(Object.values(outcomes(runs)))).toEqual(new Set(["error"]));
  expect(runs.connection?.message).toMatch(/^[A-Z].*\.$/);
  expect(elsewhere.requests).toEqual([]);
  expect(await here.checksums(school)).toEqual(before);
});

test.each<[string, Partial<Switches>]>([
  ["a row in words instead of numbers", { wrongTypes: true }],
  ["a day of 40 years ago", { oldDate: true }],
])("%s waits in quarantine, takes nothing away, and settles when it fits again", async (_, switches) => {
  const runs = await readWith(switches);
  expect(runs.attendance).toMatchObject({ outcome: "ok", counts: { vanished: 0 } });
  const waiting =
    await here.admin`select resource, reason from quarantine where school_id = ${school} and settled_at is null`;
  expect(waiting.map((row) => row.resource)).toContain("attendance");
  const { quarantine, ...rows } = await here.checksums(school);
  const { quarantine: emptyBefore, ...rowsBefore } = before;
  expect(quarantine).not.toBe(emptyBefore);
  expect(rows).toEqual(rowsBefore);
  Object.assign(here.stand.switches, defaultSwitches());
  await here.school(school, { full: true });
  expect(
    await here.admin`select 1 from quarantine where school_id = ${school} and settled_at is null`,
  ).toHaveLength(0);
});

test("a year that Aeries does not have is told, and nothing is read from another", async () => {
  const later = {
    now: () => Temporal.Instant.from("2027-10-14T17:15:00Z"),
    today: () => Temporal.PlainDate.from("2027-10-14"),
  };
  await here.school(school, { context: { ...here.context, clock: later } });
  const runs = await here.newest(school);
  expect(runs.connection).toMatchObject({
    outcome: "error",
    message: expect.stringContaining("another school year"),
  });
  const { quarantine: _, ...rows } = await here.checksums(school);
  const { quarantine: __, ...rowsBefore } = before;
  expect(rows).toEqual(rowsBefore);
});
