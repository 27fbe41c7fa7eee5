import { afterAll, beforeAll, expect, test } from "vitest";
import { type Oak, oak, openOak } from "../../../tests/page/oak.ts";
import { action, loader } from "./route.tsx";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-14T17:00:00Z");
});
afterAll(() => school.close());
type Person = Awaited<ReturnType<Oak["clerk"]>>;
const names = async (person: Person, q: string) => {
  const { status, body } = await person.post(action, "/schools/10/pupils", oak, { q });
  return [status, ...body.pupils.map((pupil) => pupil.name)];
};

test("the office finds by the beginnings of names, in any order, and by number", async () => {
  const cal = await school.clerk();
  expect(await names(cal, "ad")).toEqual([200, "Adams, Sam"]);
  expect(await names(cal, "sam EV")).toEqual([200, "Evans, Sam"]);
  expect(await names(cal, "1004")).toEqual([200, "Diaz, Sam"]);
  expect(await names(cal, "gomez")).toEqual([200]);
  expect(await names(cal, "A%")).toEqual([200]);
  expect(await names(cal, " ")).toEqual([400]);
});

test("the address takes a number and no name, and each look is recorded", async () => {
  const cal = await school.clerk();
  await school.database.empty("pupil_view");
  const at = async (q: string) => (await cal.get(loader, `/schools/10/pupils?q=${q}`, oak)).body.view.found;
  expect((await at("1001"))?.pupils).toHaveLength(1);
  expect(await at("Adams")).toBeNull();
  expect(await school.admin`select by, page, pupil_ids from pupil_view`).toEqual([
    { by: cal.userId, page: "pupil search", pupil_ids: [1001] },
  ]);
});

test("a teacher has the lists of own classes and finds nobody else", async () => {
  const ann = await school.teacher();
  const { body } = await ann.get(loader, "/schools/10/pupils", oak);
  expect(body.view.classes.map((list) => list.pupils.map((pupil) => pupil.pupilId))).toEqual([
    [1001, 1002, 1003],
  ]);
  expect(await names(ann, "Diaz")).toEqual([200]);
  expect(await names(ann, "Adams")).toEqual([200, "Adams, Sam"]);
});
