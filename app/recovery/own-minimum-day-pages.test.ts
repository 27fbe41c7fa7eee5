import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { loader as pupilPage } from "#app/routes/schools.$schoolId.pupils.$pupilId_.recovery/route.tsx";
import {
  action,
  loader,
} from "#app/routes/schools.$schoolId.pupils.$pupilId_.recovery_.minimum-days/route.tsx";
import { type Oak, openOak } from "../../tests/page/oak.ts";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-14T17:00:00Z");
});
beforeEach(async () => {
  school.refused.length = 0;
  await school.database.empty("pupil_minimum_day", "audit_entry", "audit_head", "pupil_view");
  await school.admin`delete from pgboss.job`;
});
afterAll(() => school.close());

const adams = { schoolId: 10, pupilId: 1001 };
const path = "/schools/10/pupils/1001/recovery/minimum-days";
const entry = { own: "yes", minutes: "150", from: "2026-09-08", reason: "Program of September 4" };

test("the office enters it with day and reason; the pupil's page shows it, it is on record, and claims follow", async () => {
  const cal = await school.clerk();
  const done = await cal.post(action, path, adams, entry);
  expect([done.status, done.to]).toEqual([302, "/schools/10/pupils/1001/recovery"]);
  await cal.post(action, path, adams, {
    ...entry,
    own: "no",
    minutes: "",
    from: "2026-10-12",
    reason: "Ended",
  });
  const { body } = await cal.get(pupilPage, done.to!, adams);
  expect(body.mayRecord).toBe(true);
  expect(body.view.minimumDays).toMatchObject([
    { from: "2026-10-12", is: "None of their own", reason: "Ended", by: "Cal Clerk" },
    { from: "2026-09-08", is: "150 minutes", reason: "Program of September 4", by: "Cal Clerk" },
  ]);
  expect(
    await school.admin`select by, action, subject, pupil_ids, before, after, reason from audit_entry order by id`,
  ).toEqual([
    {
      by: cal.userId,
      action: "minimum day entered",
      subject: "pupil 1001 minimum day from 2026-09-08",
      pupil_ids: [1001],
      before: { minutes: null },
      after: { minutes: 150 },
      reason: "Program of September 4",
    },
    {
      by: cal.userId,
      action: "minimum day entered",
      subject: "pupil 1001 minimum day from 2026-10-12",
      pupil_ids: [1001],
      before: { minutes: 150 },
      after: { minutes: null },
      reason: "Ended",
    },
  ]);
  expect(await school.queued()).toEqual(["settle-claims"]);
});

test("what cannot be taken comes back with one sentence a field, and nothing is lost or entered", async () => {
  const cal = await school.clerk();
  const send = async (fields: Record<string, string>) => {
    const { status, body } = await cal.post(action, path, adams, { ...entry, ...fields });
    return [status, body?.errors];
  };
  expect(await send({ own: "" })).toEqual([
    400,
    { own: "Choose whether the pupil has a minimum day of their own." },
  ]);
  for (const minutes of ["", "0", "481", "2.5", "-150", "two hours"])
    expect(await send({ minutes }), minutes).toEqual([
      400,
      { minutes: "Enter whole minutes from 1 to 480." },
    ]);
  expect(await send({ own: "no" })).toEqual([
    400,
    { minutes: "Leave the minutes empty, or choose that the pupil has a minimum day of their own." },
  ]);
  for (const from of ["2006-10-13", "2027-10-15", "2062-09-08"])
    expect(await send({ from }), from).toEqual([
      400,
      { from: "Check the year: enter a day of the last 20 years, or within a year from today." },
    ]);
  expect(await send({ from: "" })).toEqual([400, { from: "Enter the first day on which it holds." }]);
  expect(await send({ from: "2026-02-30" })).toEqual([
    400,
    { from: "There is no 2026-02-30 in the calendar. Check the month and the day." },
  ]);
  expect(await send({ reason: " " })).toEqual([
    400,
    { reason: "Say what it follows from. It is kept with the entry." },
  ]);
  expect(await send({ own: "no", minutes: "" })).toEqual([
    400,
    { "": "It is so on that day already. Enter another day, or other minutes." },
  ]);
  const sent = { ...entry, minutes: "1500" };
  expect((await cal.post(action, path, adams, sent)).body.values).toEqual(
    Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, [value]])),
  );
  expect(await school.admin`select 1 from pupil_minimum_day`).toHaveLength(0);
  expect(await school.queued()).toEqual([]);
});

test("only the office of the pupil's own school may: a teacher and an auditor are refused, others do not exist", async () => {
  for (const person of [await school.teacher(), await school.auditor()]) {
    expect((await person.post(action, path, adams, entry)).status).toBe(403);
    expect((await person.get(loader, path, adams)).status).toBe(403);
    expect((await person.get(pupilPage, path, adams)).body.mayRecord).toBe(false);
  }
  const cal = await school.clerk();
  for (const pupilId of [2001, 9999, "x"]) {
    expect((await cal.get(loader, path, { ...adams, pupilId })).status).toBe(404);
    expect((await cal.post(action, path, { ...adams, pupilId }, entry)).status).toBe(404);
  }
  expect(await school.admin`select 1 from pupil_minimum_day`).toHaveLength(0);
  expect(school.refused.filter((kind) => kind === "scope")).toHaveLength(6);
});

test("a look at the entries is on record", async () => {
  const cal = await school.clerk();
  await cal.post(action, path, adams, entry);
  const { body } = await cal.get(loader, path, adams);
  expect(body).toMatchObject({ name: "Sam Adams", rows: [{ is: "150 minutes" }] });
  expect(await school.admin`select by, page, pupil_ids from pupil_view`).toEqual([
    { by: cal.userId, page: "pupil's minimum day", pupil_ids: [1001] },
  ]);
});
