import { afterAll, beforeAll, expect, test } from "vitest";
import { type SyncedDistrict, startSyncedDistrict } from "../../../tests/aeries/synced-district.ts";

let here: SyncedDistrict;
beforeAll(async () => {
  here = await startSyncedDistrict();
  await here.district();
});
afterAll(() => here.close());

const one = async (query: Promise<readonly unknown[]>) => (await query)[0];

test("the district's schools and staff are read, and each open school is sent for", async () => {
  const schools = await here.admin`select id, attendance_kind from school where active order by id`;
  expect(schools.map((row) => [row.id, row.attendance_kind])).toEqual([
    ...[10, 20, 30, 40, 50].map((id) => [id, "daily"]),
    [60, "period"],
  ]);
  expect(here.enqueued.map((job) => (job.data as { schoolId: number }).schoolId)).toEqual([
    10, 20, 30, 40, 50, 60,
  ]);
  const staff = here.stand.district().staff.length;
  expect(await one(here.admin`select count(*)::int as staff from staff`)).toEqual({ staff });
  expect(await one(here.admin`select count(*)::int as rows from staff_school where school_id = 10`)).toEqual({
    rows: here.stand.district().staff.filter((member) => member.schools.includes(10)).length,
  });
});

test("a school is read whole: every resource, from HTTP to Postgres, with one audit entry each", async () => {
  const before = here.enqueued.length;
  await here.school(10);
  expect(here.enqueued.slice(before)).toEqual([
    { name: "settle-claims", data: {} },
    { name: "release-left", data: { schoolId: 10 } },
  ]);
  const runs = await here.newest(10);
  expect(Object.entries(runs).map(([name, run]) => `${name} ${run.outcome}`)).toEqual(
    Object.keys(runs).map((name) => `${name} ok`),
  );
  expect(Object.keys(runs)).toHaveLength(12);
  const district = here.stand.district();
  const marks = [...(district.marks.get(10)?.values() ?? [])].flat().length;
  expect(
    await one(here.admin`select (select count(*)::int from pupil where school_id = 10) as pupils,
      (select count(*)::int from roster where school_id = 10) as spans,
      (select count(*)::int from mark where school_id = 10 and source = 'aeries' and by is null) as marks`),
  ).toEqual({
    pupils: district.students.filter((student) => student.school === 10).length,
    spans: district.rosters.filter((span) => span.school === 10).length,
    marks,
  });
  expect(runs.attendance).toMatchObject({ window_from: "2026-08-12", window_to: "2026-10-14" });
  const entries = await here.admin`select action, pupil_ids from audit_entry where school_id = 10`;
  expect(entries.length).toBe(11);
  const completed = here.lines
    .map((line) => JSON.parse(line))
    .filter((line) => line.event === "sync_completed");
  expect(completed.at(-1)).toMatchObject({
    school: 10,
    outcome: "ok",
    failed: [],
    duration_ms: expect.any(Number),
  });
});

test("reading it again changes nothing, whole or in part", async () => {
  const before = await here.checksums(10);
  const [audited] = await here.admin`select count(*) from audit_entry`;
  for (const full of [false, true]) {
    await here.school(10, { full });
    expect(await here.checksums(10)).toEqual(before);
    const runs = await here.newest(10);
    for (const run of Object.values(runs)) expect(run).toMatchObject({ outcome: "ok" });
    expect(runs.attendance?.counts).toMatchObject({ appeared: 0, changed: 0, vanished: 0 });
  }
  expect(await here.admin`select count(*) from audit_entry`).toEqual([audited]);
});

test("between full readings only the pupils that changed are fetched", async () => {
  const { child } = here.stand.district().students.find((student) => student.school === 10)!;
  here.stand.state.edit({
    kind: "student",
    schoolYear: 2026,
    school: 10,
    studentId: child.studentId,
    lastName: "Newname",
  });
  await here.school(10);
  const { students, enrollment } = await here.newest(10);
  expect(students?.counts).toMatchObject({ read: 1, changed: 1 });
  expect(enrollment?.counts).toMatchObject({ read: 0 });
  expect(
    await here.admin`select last_name from pupil where school_id = 10 and pupil_id = ${child.studentId}`,
  ).toEqual([{ last_name: "Newname" }]);
});

test("a pupil who moves is at both schools, and each school says its part", async () => {
  await here.school(20);
  const { child } = here.stand
    .district()
    .students.find(
      (student) => student.school === 10 && student.inactiveStatusCode === "" && student.grade === 2,
    )!;
  const date = Temporal.PlainDate.from("2026-10-14");
  here.stand.state.edit({
    kind: "move",
    schoolYear: 2026,
    from: 10,
    to: 20,
    studentId: child.studentId,
    date,
  });
  await Promise.all([here.school(10), here.school(20)]);
  const records =
    await here.admin`select school_id, inactive_code from pupil where pupil_id = ${child.studentId} order by school_id`;
  expect(records.map((row) => [row.school_id, row.inactive_code])).toEqual([
    [10, "I"],
    [20, ""],
  ]);
  const spans =
    await here.admin`select school_id, ends_on::text from roster where pupil_id = ${child.studentId} order by school_id`;
  expect(spans[0]).toMatchObject({ school_id: 10, ends_on: "2026-10-13" });
  expect(spans[1]).toMatchObject({ school_id: 20 });
});

test("a school is read whole from an address that lacks the application's name", async () => {
  const aeries = here.clientOf(here.stand.origin);
  const before = await here.checksums(10);
  await here.school(10, { full: true, context: { ...here.context, aeries } });
  aeries.close();
  const outcomes = Object.values(await here.newest(10)).map((run) => run.outcome);
  expect(outcomes).toEqual(Array(12).fill("ok"));
  expect(await here.checksums(10)).toEqual(before);
});
