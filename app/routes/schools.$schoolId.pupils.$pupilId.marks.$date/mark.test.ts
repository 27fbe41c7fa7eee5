import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { layMark, type Oak, openOak } from "../../../tests/page/oak.ts";
import { action, loader } from "./route.tsx";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-14T17:00:00Z");
});
beforeEach(async () => {
  school.refused.length = 0;
  await school.database.empty("mark", "audit_entry", "audit_head", "pupil_view", "register_unlock");
});
afterAll(() => school.close());

const params = { schoolId: 10, pupilId: 1001, date: "2026-10-14" };
const path = "/schools/10/pupils/1001/marks/2026-10-14";
const correct = (fields: Record<string, string>) => ({ section: "101", seen: "1000000", ...fields });
type Person = Awaited<ReturnType<Oak["clerk"]>>;
const see = async (person: Person, more: Partial<typeof params> = {}) =>
  (await person.get(loader, path, { ...params, ...more })).body.view;

test("the page says who said what, when and why, and which is in force", async () => {
  const ann = await school.teacher();
  const cal = await school.clerk();
  await layMark(school, {
    pupilId: 1001,
    code: "U",
    source: "aeries",
    at: "2026-10-14T15:00:00Z",
    section: null,
  });
  await layMark(school, {
    pupilId: 1001,
    code: "A",
    source: "teacher",
    by: ann.userId,
    at: "2026-10-14T15:20:00Z",
  });
  await layMark(school, {
    pupilId: 1001,
    code: "I",
    source: "office",
    by: cal.userId,
    at: "2026-10-14T16:00:00Z",
    reason: "mother called",
  });
  const view = await see(cal);
  expect(view.periods).toMatchObject([
    {
      heading: "Room 1",
      inForce: "Illness (I)",
      explanation: "The office says I (the teacher said A), and registers are taken here. Aeries says U.",
      differs: true,
      rows: [
        { who: "Aeries", said: "Unexcused (U)", when: "8:00 am", inForce: false },
        { who: "Teacher, Ann Abe", said: "Absent (A)", when: "8:20 am", inForce: false },
        {
          who: "Office, Cal Clerk",
          said: "Illness (I)",
          when: "9:00 am",
          why: "mother called",
          inForce: true,
        },
      ],
    },
  ]);
  expect((await see(ann)).periods[0]).toMatchObject({ inForce: "Illness (I)", correct: null });
});

test("a correction is added with its reason, explained and put on record; what was said stays", async () => {
  const cal = await school.clerk();
  await layMark(school, { pupilId: 1001, code: "A", source: "teacher", at: "2026-10-14T15:20:00Z" });
  const done = await cal.post(action, path, params, correct({ code: "I", reason: "note from home" }));
  expect([done.status, done.to]).toEqual([302, path]);
  expect(await school.admin`select source, code, reason from mark order by id`).toEqual([
    { source: "teacher", code: "A", reason: null },
    { source: "office", code: "I", reason: "note from home" },
  ]);
  expect(await school.admin`select action, reason, pupil_ids from audit_entry`).toEqual([
    { action: "mark changed", reason: "note from home", pupil_ids: [1001] },
  ]);
  expect(await school.admin`select 1 from register_taking`).toHaveLength(0);
  expect((await see(cal)).periods[0]?.explanation).toBe("The office says I (the teacher said A).");
  const seen = { code: "present", reason: "seen in class", note: "at the nurse's" };
  const back = await cal.post(action, path, params, correct(seen));
  expect(back.status).toBe(302);
  expect((await see(cal)).periods[0]?.inForce).toBe("Present");
  expect((await school.admin`select note from mark order by id desc limit 1`)[0]).toEqual({
    note: seen.note,
  });
});

test("without a reason, a change or a known code nothing is saved and the form comes back", async () => {
  const cal = await school.clerk();
  const send = (fields: Record<string, string>) => cal.post(action, path, params, correct(fields));
  const bare = await send({ code: "I", reason: "  " });
  expect([bare.status, bare.body.reply.error?.reason]).toEqual([
    400,
    ["Say why the mark is corrected. The reason is kept with it"],
  ]);
  expect(bare.body.reply.initialValue).toMatchObject({ code: "I" });
  expect((await send({ code: "Z", reason: "x" })).status).toBe(422);
  expect((await send({ code: "present", reason: "x" })).status).toBe(422);
  expect((await send({ code: "I", reason: "x", section: "102" })).status).toBe(422);
  expect(await school.admin`select 1 from mark`).toHaveLength(0);
});

test("a locked month is refused until an administrator opens it, and the page tells both", async () => {
  const cal = await school.clerk();
  const early = { date: "2026-09-01" };
  const send = () =>
    cal.post(action, path, { ...params, ...early }, correct({ code: "I", reason: "late note" }));
  expect((await send()).status).toBe(403);
  expect(await see(cal, early)).toMatchObject({
    locked: "Attendance month 1 is locked. Ask an administrator to unlock this register.",
    month: "Attendance month 1 is locked.",
    unlockHref: null,
  });
  const pat = await school.principal();
  expect((await see(pat, early)).unlockHref).toBe("/schools/10/registers/2026-09-01/unlock");
  await school.admin`insert into register_unlock (school_id, on_date, section_number, by, at, until, reason)
    values (10, '2026-09-01', 101, ${pat.userId}, '2026-10-14T16:00:00Z', '2026-10-14T18:00:00Z', 'late notes')`;
  expect((await send()).status).toBe(302);
  expect((await see(cal, early)).unlocks).toMatchObject([
    {
      by: "Pat Principal",
      what: "This pupil's class",
      until: "Wed, Oct 14, 2026, 11:00 am",
      reason: "late notes",
    },
  ]);
});

test("where registers are taken in Aeries alone no correction is offered, and the page says why", async () => {
  const cal = await school.clerk();
  expect((await see(cal)).locked).toBeNull();
  await school.admin`update school set attendance_reporting = 'positive' where id = 10`;
  expect((await see(cal)).locked).toContain("its registers are taken in Aeries alone");
  await school.admin`update school set attendance_reporting = 'negative' where id = 10`;
});

test("teachers and auditors cannot correct; a pupil out of scope is a 404 that is counted", async () => {
  for (const person of [await school.teacher(), await school.auditor()])
    expect((await person.post(action, path, params, correct({ code: "I", reason: "x" }))).status).toBe(403);
  const ann = await school.teacher();
  school.refused.length = 0;
  expect((await ann.get(loader, path, { ...params, pupilId: 1004 })).status).toBe(404);
  expect((await ann.get(loader, path, { ...params, date: "2026-02-30" })).status).toBe(404);
  expect(school.refused).toEqual(["scope", "scope"]);
});
