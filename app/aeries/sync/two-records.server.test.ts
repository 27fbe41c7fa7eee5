import { afterAll, beforeAll, expect, test } from "vitest";
import { type SyncedDistrict, startSyncedDistrict } from "../../../tests/aeries/synced-district.ts";

/** Pupils who left a school and came back, with the old record after the present one in the answer. */
const school = 40;
const places = { back: 0, leftTwice: 1 } as const;
let here: SyncedDistrict;
let pupils: { studentId: number }[];
beforeAll(async () => {
  here = await startSyncedDistrict();
  await here.district();
  const { students } = here.stand.district();
  const active = students.filter((one) => one.school === school && one.inactiveStatusCode === "");
  const [back, leftTwice] = [active[places.back]!, active[places.leftTwice]!];
  pupils = [back.child, leftTwice.child];
  const day = (written: string) => Temporal.PlainDate.from(written);
  students.push(
    // An active record counts before a later one that is not.
    { ...back, inactiveStatusCode: "I", enter: day("2026-10-01"), studentNumber: 99_001 },
    { ...leftTwice, inactiveStatusCode: "I", enter: day("2026-08-12"), studentNumber: 99_002 },
  );
  Object.assign(back, { enter: day("2026-09-08") });
  Object.assign(leftTwice, { inactiveStatusCode: "N", enter: day("2026-09-08") });
});
afterAll(() => here.close());

const stored = async ({ studentId }: { studentId: number }) => {
  const [row] = await here.admin`select inactive_code, entered_on::text, last_name from pupil
    where school_id = ${school} and pupil_id = ${studentId}`;
  return row;
};

test("on a full reading the active record is stored, and of two inactive ones the later", async () => {
  await here.school(school, { full: true });
  expect(await stored(pupils[places.back]!)).toMatchObject({ inactive_code: "", entered_on: "2026-09-08" });
  expect(await stored(pupils[places.leftTwice]!)).toMatchObject({
    inactive_code: "N",
    entered_on: "2026-09-08",
  });
});

test("so it is where only pupils who changed are asked for", async () => {
  for (const { studentId } of pupils)
    here.stand.state.edit({ kind: "student", schoolYear: 2026, school, studentId, lastName: "Changed" });
  await here.school(school);
  expect((await here.newest(school)).students?.counts).toMatchObject({ read: 4 });
  expect(await stored(pupils[places.back]!)).toEqual({
    inactive_code: "",
    entered_on: "2026-09-08",
    last_name: "Changed",
  });
  expect(await stored(pupils[places.leftTwice]!)).toMatchObject({
    inactive_code: "N",
    last_name: "Changed",
  });
});
