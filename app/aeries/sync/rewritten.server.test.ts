import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { proveChain } from "#app/compliance/chain.server.ts";
import { type SyncedDistrict, startSyncedDistrict } from "../../../tests/aeries/synced-district.ts";

const school = 30;
let here: SyncedDistrict;
beforeAll(async () => {
  here = await startSyncedDistrict();
  await here.district();
  await here.school(school);
});
let from = 0;
beforeEach(async () => {
  const [last] =
    await here.admin`select coalesce(max(id), 0)::int as id from audit_entry where school_id = ${school}`;
  from = last!.id;
});
afterAll(() => here.close());

const recorded = async () =>
  (
    await here.admin`select actor, action, subject, pupil_ids, before, after from audit_entry
      where school_id = ${school} and id > ${from} and action <> 'read from Aeries' order by id`
  ).map((row) => ({ ...row }));

test("a first reading is no change of what was on record", async () => {
  expect(
    await here.admin`select distinct action from audit_entry where school_id = ${school} and id <= ${from}`,
  ).toEqual([{ action: "read from Aeries" }]);
});

const active = (at: number) =>
  here.stand
    .district()
    .students.filter((student) => student.school === school && student.inactiveStatusCode === "")[at]!;
const edit = { schoolYear: 2026, school };

test("a pupil's changed facts are on record as they were and as they are, names only as changed", async () => {
  const { studentId } = active(0).child;
  here.stand.state.edit({
    ...edit,
    kind: "student",
    studentId,
    lastName: "Newname",
    inactiveStatusCode: "I",
  });
  here.stand.state.edit({ ...edit, kind: "contact", studentId, sequence: 1, cellPhone: "5305550100" });
  await here.school(school);
  const found = await recorded();
  expect(found).toContainEqual({
    actor: "sync from Aeries",
    action: "changed in Aeries",
    subject: "pupil",
    pupil_ids: [studentId],
    before: [{ last_name: "not kept here", inactive_code: "" }],
    after: [{ last_name: "not kept here", inactive_code: "I" }],
  });
  expect(found).toContainEqual(
    expect.objectContaining({
      subject: "contact",
      pupil_ids: [studentId],
      after: [{ seq: 1, phone: "not kept here" }],
    }),
  );
  expect(JSON.stringify(found)).not.toMatch(/Newname|5305550100/);
});

test("a pupil who moves away leaves their classes on record, and is named among the new of the other school", async () => {
  const pupil = active(1);
  const to = 40;
  await here.school(to);
  const { studentId } = pupil.child;
  const date = Temporal.PlainDate.from("2026-10-14");
  here.stand.state.edit({ schoolYear: 2026, kind: "move", from: school, to, studentId, date });
  await Promise.all([here.school(school), here.school(to)]);
  const ended = (await recorded()).filter(({ subject }) => subject === "roster");
  expect(ended.map((row) => row.pupil_ids)).toEqual([[studentId]]);
  expect(ended[0]?.before[0]).toMatchObject({ section_number: expect.any(Number), ends_on: "2027-06-09" });
  expect(ended[0]?.after[0]).toMatchObject({ ends_on: "2026-10-13" });
  expect(
    await here.admin`select subject, pupil_ids from audit_entry where school_id = ${to} and action = 'new in Aeries'
      and subject in ('pupil', 'enrolment') order by id`,
  ).toEqual([
    { subject: "pupil", pupil_ids: [studentId] },
    { subject: "enrolment", pupil_ids: [studentId] },
  ]);
});

test("a day that is no school day any more is on record with what it was", async () => {
  const date = Temporal.PlainDate.from("2026-12-02");
  const [day] =
    await here.admin`select holiday_code from calendar_day where school_id = ${school} and date = ${date.toString()}`;
  here.stand.state.edit({ ...edit, kind: "day", date, holidayCode: "#" });
  await here.school(school, { full: true });
  expect(await recorded()).toContainEqual(
    expect.objectContaining({
      subject: "calendar day",
      pupil_ids: [],
      before: [expect.objectContaining({ date: "2026-12-02", holiday_code: day!.holiday_code })],
      after: [expect.objectContaining({ date: "2026-12-02", holiday_code: "#" })],
    }),
  );
});

test("many changes of one reading follow each other in an unbroken chain", async () => {
  for (const at of [2, 3, 4, 5])
    here.stand.state.edit({
      ...edit,
      kind: "student",
      studentId: active(at).child.studentId,
      lastName: `N${at}`,
    });
  await here.school(school);
  expect((await recorded()).filter(({ subject }) => subject === "pupil")).toHaveLength(4);
  const breaks = await here.database.worker.asSystem("test", [school], (tx) =>
    proveChain(tx, school, here.context.clock.now(), { whole: true }),
  );
  expect(breaks).toEqual([]);
});
