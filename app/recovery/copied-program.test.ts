import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as programPage } from "#app/routes/schools.$schoolId.recovery.programs.$programId._index/route.tsx";
import {
  action as create,
  loader as form,
} from "#app/routes/schools.$schoolId.recovery.programs.new/route.tsx";
import { openRecoveryOffice } from "../../tests/recovery/staff-of-a-session.ts";
import type { ProgramView } from "./program-view.server.ts";

/** Friday, October 16, 2026, in the first of two terms. */
let office: Awaited<ReturnType<typeof openRecoveryOffice>>;
let coordinator: (typeof office)["people"]["coordinator"];
beforeAll(async () => {
  office = await openRecoveryOffice();
  coordinator = office.people.coordinator;
  await office.database
    .admin`insert into term (school_id, school_year, code, title, starts_on, ends_on) values
    (10, 2026, '1', 'First', '2026-08-12', '2026-11-20'), (10, 2026, '2', 'Second', '2026-11-23', '2027-03-05')`;
});
afterAll(() => office.close());

const oak = { schoolId: "10" };
const fields = {
  kind: "saturday",
  name: "Saturday Academy",
  startsOn: "2026-10-17",
  endsOn: "2026-11-14",
  startsAt: "08:00",
  endsAt: "12:00",
  room: "1",
  teacherId: "501",
  subject: "Mathematics",
  lowGrade: "1",
  highGrade: "6",
  capacity: "20",
  exceptions: "2026-10-31 Fall festival",
  break1Starts: "10:00",
  break1Ends: "10:20",
  break1What: "recess",
};
type Start = { start: Record<string, string[]>; before: string[]; copiedFrom: number | null };
const startOf = async (query: string) =>
  (await coordinator.get(form, `/programs/new${query}`, oak)).body as Start;
const idIn = (to: string | null) => to!.split("/").at(-1)!;
const pageOf = async (programId: string) =>
  ((await coordinator.get(programPage, "/p", { ...oak, programId })).body as { view: ProgramView }).view;

let original: string;
test("a program of this term is made, and can be copied to the next", async () => {
  const seen = ["2026-10-17", "2026-10-24", "2026-11-07", "2026-11-14"];
  const made = await coordinator.post(
    create,
    "/programs/new",
    [...Object.entries(fields), ...seen.map((date): [string, string] => ["seen", date])],
    oak,
  );
  original = idIn(made.to);
  expect(await pageOf(original)).toMatchObject({
    hasNextTerm: true,
    copiedFrom: null,
    comingIds: { length: 4 },
  });
});

test("its copy starts with the dates of the next term and says, not repeats, what was left out", async () => {
  const { start, before, copiedFrom } = await startOf(`?copy=${original}&to=term`);
  expect(copiedFrom).toBe(Number(original));
  // As many weeks after the first Monday, and to the end as before.
  expect([start.startsOn, start.endsOn, start.weekday]).toEqual([["2027-01-30"], ["2027-03-05"], ["6"]]);
  expect([start.name, start.break1What, start.exceptions]).toEqual([
    ["Saturday Academy"],
    ["recess"],
    undefined,
  ]);
  expect(before).toEqual(["October 31, 2026 (Fall festival)"]);
  const year = await startOf(`?copy=${original}&to=year`);
  expect([year.start.startsOn, year.start.endsOn]).toEqual([["2027-10-16"], ["2027-11-13"]]);
});

test("a program that was copied says from which; one of another school cannot be", async () => {
  const { start } = await startOf(`?copy=${original}&to=term`);
  const sent = Object.entries(start).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const seen = ["2027-01-30", "2027-02-06", "2027-02-13", "2027-02-20", "2027-02-27"];
  const made = await coordinator.post(
    create,
    "/programs/new",
    [...sent, ["copiedFrom", original], ...seen.map((date): [string, string] => ["seen", date])],
    oak,
  );
  const copy = await pageOf(idIn(made.to));
  expect(copy).toMatchObject({ copiedFrom: Number(original), hasNextTerm: false, comingIds: { length: 5 } });
  await office.database
    .admin`insert into recovery_program (school_id, kind, name, subject, starts_on, ends_on, weekdays,
      starts_at, ends_at, room, teacher_ids, low_grade, high_grade, capacity, created_by, created_at)
    values (20, 'saturday', 'Elsewhere', 'Art', '2026-10-17', '2026-11-14', '{6}', 480, 720, '9', '{503}', 1, 6, 20, 1, now())`;
  const [elsewhere] = await office.database.admin`select id from recovery_program where school_id = 20`;
  expect((await startOf(`?copy=${elsewhere!.id}&to=term`)).copiedFrom).toBeNull();
});

test.each([
  ["1e20", "2027-03-13"],
  ["99999999999", "2027-03-20"],
  ["-1", "2027-03-27"],
  ["one", "2027-04-03"],
])("what names no program copies none, asked for or sent: %s", async (copiedFrom, saturday) => {
  expect(await startOf(`?copy=${copiedFrom}`)).toMatchObject({ before: [], copiedFrom: null });
  const sent = {
    ...fields,
    exceptions: "",
    startsOn: saturday,
    endsOn: saturday,
    copiedFrom,
    seen: saturday,
  };
  const made = await coordinator.post(create, "/programs/new", Object.entries(sent), oak);
  expect(await pageOf(idIn(made.to))).toMatchObject({ copiedFrom: null, comingIds: { length: 1 } });
});
