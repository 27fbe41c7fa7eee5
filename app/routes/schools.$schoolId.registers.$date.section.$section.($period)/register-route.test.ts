import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Oak, openOak } from "../../../tests/page/oak.ts";
import { action, loader } from "./route.tsx";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-14T17:00:00Z");
});
beforeEach(async () => {
  school.refused.length = 0;
  await school.database.empty("mark", "register_taking", "audit_entry", "audit_head", "pupil_view");
});
afterAll(() => school.close());

const date = "2026-10-14";
const at = (section: number, day = date) => ({ schoolId: 10, date: day, section });
const path = (section: number, day = date) => `/schools/10/registers/${day}/section/${section}`;
type Person = Awaited<ReturnType<Oak["clerk"]>>;
const see = async (person: Person, section = 101) =>
  (await person.get(loader, path(section), at(section))).body.view;
const save = (person: Person, seen: string, fields: Record<string, string>, section = 101, day = date) =>
  person.post(action, path(section, day), at(section, day), {
    seen,
    submission: crypto.randomUUID(),
    ...fields,
  });
const marks = async () =>
  (await school.database.admin`select pupil_id, source, code from mark order by id`).map((row) => ({
    ...row,
  }));

test("a form that comes back for a mistake has not shown what changed meanwhile, so its next saving does", async () => {
  const [cal, ola] = [await school.clerk(), await school.clerk()];
  const { seen } = await see(cal);
  await save(ola, seen, { "mark.1001": "I" });
  const mistyped = await save(cal, seen, { "mark.1001": "A", "mark.1002": "T", "minutes.1002": "soon" });
  expect(mistyped.status).toBe(400);
  const again = await save(cal, mistyped.body!.view.seen, { "mark.1001": "A", "mark.1002": "T" });
  expect(again.status).toBe(409);
  expect(again.body!.view.pupils[0]!.conflict).toMatchObject({ theirs: { code: "I" } });
  const settled = { "mark.1001": "A", "resolve.1001": "mine", "mark.1002": "T" };
  expect((await save(cal, again.body!.view.seen, settled)).status).toBe(302);
  expect((await marks()).map(({ code }) => code)).toEqual(["I", "A", "T"]);
});

test("what came from Aeries after the page was drawn is shown with its author and time", async () => {
  const ann = await school.teacher();
  const { seen } = await see(ann);
  await school.database
    .admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
    values (10, 2026, ${date}, '', 1001, 'aeries', 'I', '2026-10-14T16:35:00Z')`;
  const answer = await save(ann, seen, { "mark.1001": "", "mark.1002": "A" });
  expect(answer.status).toBe(409);
  expect(answer.body!.view.pupils[0]!.conflict).toEqual({
    theirs: { code: "I", said: "Illness", by: "Aeries", at: "9:35 am" },
    yours: { said: "Present" },
  });
  const kept = { "mark.1001": "", "resolve.1001": "theirs", "mark.1002": "A" };
  expect((await save(ann, answer.body!.view.seen, kept)).status).toBe(302);
  expect((await see(ann)).pupils.map(({ mark }) => mark?.code)).toEqual(["I", "A", undefined]);
});

test("a teacher who is an auditor too looks at every class, and takes their own registers alone, as a teacher", async () => {
  const ann = await school.teacher();
  await school.database.admin`insert into user_role (user_id, school_id, role, granted_at)
    values (${ann.userId}, 10, 'auditor', now())`;
  const theirs = await see(ann, 102);
  expect(theirs.pupils).toHaveLength(3);
  expect(theirs.lock?.reason).toBe("You may look at this register, not change it.");
  expect((await save(ann, theirs.seen, { "mark.1004": "A" }, 102)).status).toBe(404);
  const own = await see(ann);
  expect(own.lock).toBeNull();
  expect((await save(ann, own.seen, { "mark.1001": "A" })).status).toBe(302);
  expect((await save(ann, own.seen, { "mark.1001": "T" }, 101, "2026-10-13")).status).toBe(403);
  expect(await marks()).toEqual([{ pupil_id: 1001, source: "teacher", code: "A" }]);
  expect((await school.database.admin`select actor from audit_entry`).map(({ actor }) => actor)).toEqual([
    `teacher ${ann.userId}`,
  ]);
});

test("what the office set meanwhile stays, is shown in its row, and saving again is all there is to do", async () => {
  const [ann, cal] = [await school.teacher(), await school.clerk()];
  const { seen } = await see(ann);
  await save(cal, seen, { "mark.1001": "I", "note.1001": "dentist" });
  const answer = await save(ann, seen, { "mark.1001": "", "mark.1002": "A" });
  expect(answer.status).toBe(409);
  const row = answer.body!.view.pupils[0]!;
  expect(row).toMatchObject({
    mark: { code: "I" },
    note: "dentist",
    error: {
      field: "mark",
      text: "the office set this to Illness, note: dentist, which stays. You put Present. Save again, or ask the office to change it",
    },
  });
  const again = { "mark.1001": "I", "note.1001": row.note, "mark.1002": "A" };
  expect((await save(ann, answer.body!.view.seen, again)).status).toBe(302);
  expect((await marks()).map(({ pupil_id, code }) => [pupil_id, code])).toEqual([
    [1001, "I"],
    [1002, "A"],
  ]);
});
