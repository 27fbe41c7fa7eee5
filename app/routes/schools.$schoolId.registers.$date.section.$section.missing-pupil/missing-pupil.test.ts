import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Oak, openOak } from "../../../tests/page/oak.ts";
import { action, loader } from "./route.tsx";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-14T17:00:00Z");
  await school.admin`update roster set starts_on = '2026-11-02' where school_id = 10 and pupil_id = 1002`;
  await school.admin`update enrolment set left_on = '2026-10-09' where school_id = 10 and pupil_id = 1003`;
  await school.admin`update pupil set inactive_code = 'T' where school_id = 10 and pupil_id = 1003`;
  await school.admin`update pupil set inactive_code = 'N' where school_id = 10 and pupil_id = 1005`;
});
beforeEach(async () => {
  school.refused.length = 0;
  await school.database.empty("pupil_view");
});
afterAll(() => school.close());

const params = { schoolId: 10, date: "2026-10-14", section: 101 };
const path = "/schools/10/registers/2026-10-14/section/101/missing-pupil";
type Person = Awaited<ReturnType<Oak["clerk"]>>;
const ask = async (person: Person, q: string) => {
  const { status, body } = await person.post(action, path, params, { q });
  return [status, ...(body?.answers ?? []).map(({ pupil, why }) => [pupil?.name ?? null, why])];
};
const views = async () =>
  (await school.admin`select by, pupil_ids from pupil_view`).map((row) => ({ ...row }));

test("the office finds by name and hears each reason in words", async () => {
  const cal = await school.clerk();
  expect(await ask(cal, "adams")).toEqual([200, ["Adams, Sam", "On this register."]]);
  expect(await ask(cal, "Sam Baker")).toEqual([
    200,
    ["Baker, Sam", "Joins this section on November 2, 2026."],
  ]);
  expect(await ask(cal, "Chavez")).toEqual([200, ["Chavez, Sam", "Left this school on October 9, 2026."]]);
  expect(await ask(cal, "Diaz")).toEqual([200, ["Diaz, Sam", "Not in this section. In Room 2 on this day."]]);
  expect(await ask(cal, "Evans")).toEqual([200, ["Evans, Sam", "Inactive at this school (code N)."]]);
  expect(await ask(cal, "Gomez")).toEqual([200]);
  expect((await views()).map((view) => view.pupil_ids)).toEqual([[1001], [1002], [1003], [1004], [1005]]);
});

test("a teacher asks by number only; of another's pupil the reason alone is told, and the look is recorded", async () => {
  const ann = await school.teacher();
  expect(await ask(ann, "Diaz")).toEqual([400]);
  expect(await views()).toEqual([]);
  expect(await ask(ann, "1004")).toEqual([200, [null, "Not in this section. In another class on this day."]]);
  expect(await views()).toEqual([{ by: ann.userId, pupil_ids: [1004] }]);
  expect(JSON.stringify((await ann.post(action, path, params, { q: "1004" })).body)).not.toMatch(
    /Diaz|Room 2/,
  );
  expect(await ask(ann, "1001")).toEqual([200, ["Adams, Sam", "On this register."]]);
  expect(await ask(ann, "2001")).toEqual([200]);
});

test("a number may stand in the address, a name may not", async () => {
  const cal = await school.clerk();
  const at = async (q: string) => (await cal.get(loader, `${path}?q=${q}`, params)).body.view.answered;
  expect((await at("1001"))?.answers).toHaveLength(1);
  expect(await at("Adams")).toBeNull();
});

test("another teacher's class is not there to ask about", async () => {
  const ann = await school.teacher();
  expect((await ann.get(loader, path, { ...params, section: 102 })).status).toBe(404);
  expect((await ann.post(action, path, { ...params, section: 102 }, { q: "1004" })).status).toBe(404);
  expect(school.refused).toEqual(["scope", "scope"]);
});
