import { afterAll, beforeAll, expect, test } from "vitest";
import { type SyncedDistrict, startSyncedDistrict } from "../../../tests/aeries/synced-district.ts";
import { actorAs } from "../../../tests/database/small-district.ts";
import { chooseCategory } from "./code-mapping.server.ts";

let here: SyncedDistrict;
const school = 30;
beforeAll(async () => {
  here = await startSyncedDistrict();
  await here.district();
  await here.school(school);
});
afterAll(() => here.close());

const day = Temporal.PlainDate.from("2026-10-13");
const say = (studentId: number, code: string | null) =>
  here.stand.state.edit({ kind: "mark", schoolYear: 2026, school, studentId, date: day, period: null, code });
const told = (studentId: number) =>
  here.admin`select code, source from mark where school_id = ${school} and pupil_id = ${studentId}
    and on_date = ${day.toString()} order by id`.then((rows) => rows.map((row) => row.code as string | null));
const unmarked = (at: number) =>
  here.stand.district().students.filter(
    (student) =>
      student.school === school &&
      student.inactiveStatusCode === "" &&
      !here.stand
        .district()
        .marks.get(school)
        ?.get(student.child.studentId)
        ?.some((mark) => mark.day.date.equals(day)),
  )[at]!.child.studentId;

test("a mark appears, changes and is cleared: three rows, the last without a code", async () => {
  const pupil = unmarked(0);
  for (const code of ["V", "I", null]) {
    say(pupil, code);
    await here.school(school);
  }
  expect(await told(pupil)).toEqual(["V", "I", null]);
  say(pupil, "V");
  await here.school(school);
  expect(await told(pupil)).toEqual(["V", "I", null, "V"]);
});

test("a code that is in no table waits until someone says what it means, then its marks are written", async () => {
  const waiting = () =>
    here.admin`select kind, code, settled_at from quarantine where school_id = ${school} and resource = 'attendance'`;
  expect(await waiting()).toMatchObject([{ kind: "unknown_code", code: "9", settled_at: null }]);
  const clerk = actorAs("attendance clerk", school, { userId: 1 });
  await here.database.web.asActor(clerk, (tx) =>
    chooseCategory(
      tx,
      clerk,
      { now: here.context.clock.now(), jobs: here.context.jobs },
      {
        schoolId: school,
        code: "9",
        category: "EXCUSED",
        reason: "It was the letter for illness until August.",
      },
    ),
  );
  await here.school(school);
  expect(await waiting()).toMatchObject([{ code: "9", settled_at: expect.anything() }]);
  expect(await here.admin`select 1 from mark where school_id = ${school} and code = '9'`).toHaveLength(1);
  expect(
    await here.admin`select retired, flag_category, chosen_category from absence_code where school_id = ${school} and code = '9'`,
  ).toEqual([{ retired: true, flag_category: null, chosen_category: "EXCUSED" }]);
});

test("what a person chose for a code outlives every reading", async () => {
  const clerk = actorAs("attendance clerk", school, { userId: 1 });
  const choice = {
    schoolId: school,
    code: "T",
    category: "EXCUSED" as const,
    reason: "Agreed with the district.",
  };
  await here.database.web.asActor(clerk, (tx) =>
    chooseCategory(tx, clerk, { now: here.context.clock.now(), jobs: here.context.jobs }, choice),
  );
  await here.school(school, { full: true });
  expect(
    await here.admin`select flag_category, chosen_category from absence_code where school_id = ${school} and code = 'T'`,
  ).toEqual([{ flag_category: "UNEXCUSED", chosen_category: "EXCUSED" }]);
});
