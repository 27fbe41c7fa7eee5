import { afterAll, beforeAll, expect, test } from "vitest";
import { type SyncedDistrict, startSyncedDistrict } from "../../tests/aeries/synced-district.ts";
import { clockAt } from "../../tests/database/test-database.ts";
import { type Aeries, startAeries } from "./server.ts";

const wednesday = Temporal.PlainDate.from("2026-10-14");
const minutes = (count: number) => count * 60_000;

/** Two minutes before Wednesday's midnight. */
let late: Aeries;
let clockMs = 0;
beforeAll(async () => {
  late = await startAeries({
    seed: 7,
    today: wednesday,
    startTime: Temporal.PlainTime.from("23:58"),
    clock: () => clockMs,
  });
});
afterAll(() => late.close());

async function get<T>(aeries: Aeries, path: string): Promise<T> {
  const headers = { "AERIES-CERT": aeries.certificate };
  return (await fetch(`${aeries.url}/api/v5/${path}`, { headers })).json() as Promise<T>;
}
type Pupil = { StudentID: number };
const absent = async (on: string) =>
  (await get<Pupil[]>(late, `schools/20/attendance?StartDate=${on}&EndDate=${on}`)).length;
const changed = async (aeries: Aeries, area: string, since: string) =>
  (await get<Pupil[]>(aeries, `StudentDataChanges/${area}/${since}`)).map((one) => one.StudentID);
const pull = (lever: string, body: object) =>
  fetch(`${late.origin}/sandbox/${lever}`, { method: "POST", body: JSON.stringify(body) });

test("a district that is left running moves on at each midnight, and its feed says who moved", async () => {
  const studentId = late.district().students.find((one) => one.school === 30)!.child.studentId;
  await pull("students", { schoolCode: 30, studentId, lastName: "Kept" });
  clockMs += minutes(1);
  expect(late.district().today).toEqual(wednesday);
  expect(await absent("20261014")).toBe(0);
  expect(await changed(late, "student", "2026/10/14/23/59")).toEqual([]);

  clockMs += minutes(2);
  expect((await get<{ CurrentDateTime: string }>(late, "systeminfo")).CurrentDateTime).toMatch(
    /^2026-10-15T00:01/,
  );
  expect(late.district().today.toString()).toBe("2026-10-15");
  // School 20 hands its registers in late: on the day itself there were none.
  expect(await absent("20261014")).toBeGreaterThan(20);
  expect(await changed(late, "student", "2026/10/15/0/0")).toEqual([116_100]);
  expect(await get(late, `schools/30/students/${studentId}`)).toMatchObject([{ LastName: "Kept" }]);

  const { feed } = late.state;
  const noted = feed.noted();
  clockMs += minutes(60);
  await get(late, "systeminfo");
  expect(feed.noted()).toBe(noted);

  // A machine that slept over the weekend wakes on Monday.
  clockMs += minutes(4 * 24 * 60);
  expect(await absent("20261016")).toBeGreaterThan(20);
  expect(late.district().today.toString()).toBe("2026-10-19");
  expect(await changed(late, "student", "2026/10/15/2/0")).toHaveLength(3);
  await pull("advance", { days: 1 });
  expect(late.state.now().toPlainDateTime().toString()).toMatch(/^2026-10-20T01:01/);
});

test("a server started on a later day names who moved since, and one started again on its day nobody", async () => {
  const again = await startAeries({ seed: 7, today: wednesday });
  const later = await startAeries({ seed: 7, today: wednesday.add({ days: 14 }) });
  try {
    expect(await changed(again, "student", "2026/10/14/0/5")).toEqual([]);
    expect(await changed(later, "student", "2026/10/28/0/5")).toEqual([]);
    const since = await changed(later, "student", "2026/10/14/15/0");
    expect(since).toContain(116_100);
    expect(since.length).toBeLessThan(30);
    // Of another school year no record is comparable: everybody's is new.
    const everybody = new Set(later.district().students.map((one) => `${one.school}/${one.child.studentId}`));
    expect(await changed(later, "student", "2026/6/1/8/0")).toHaveLength(everybody.size);
  } finally {
    await Promise.all([again.close(), later.close()]);
  }
});

test("reading what changed since an earlier day comes to what a full reading comes to", async () => {
  const here: SyncedDistrict = await startSyncedDistrict();
  const { stand } = here;
  const later = await startAeries({
    seed: 7,
    today: Temporal.PlainDate.from("2026-11-20"),
    certificate: stand.certificate,
  });
  try {
    await here.district();
    await here.school(30);
    const clock = clockAt("2026-11-20T18:15:00Z");
    const context = { ...here.context, clock, aeries: here.clientOf(later.url) };
    await here.school(30, { context });
    const { students, rosters } = await here.newest(30);
    expect(students?.counts.read).toBeLessThan(20);
    expect(students?.counts.appeared).toBe(3);
    expect(rosters?.counts.appeared).toBeGreaterThan(0);
    expect(
      await here.admin`select 1 from quarantine where school_id = 30 and kind = 'unknown_pupil'`,
    ).toEqual([]);
    const inPart = await here.checksums(30);
    await here.school(30, { full: true, context });
    expect(await here.checksums(30)).toEqual(inPart);
  } finally {
    await later.close();
    await here.close();
  }
});
