import { afterAll, beforeAll, expect, test } from "vitest";
import { sectionName } from "#app/attendance/section-name.ts";
import { type SyncedDistrict, startSyncedDistrict } from "../../../tests/aeries/synced-district.ts";

let here: SyncedDistrict;
const school = 60;
beforeAll(async () => {
  here = await startSyncedDistrict();
});
afterAll(() => here.close());

/** The class of English 9 in period 1, as people speak of it. */
const named = async () => {
  const [row] = await here.admin<{ title: string; room: string }[]>`select title, room from section
    where school_id = ${school} and course_id = '0910' and period = '1' order by section_number limit 1`;
  return sectionName(row!);
};

test("without the right to read courses, classes are read under their course numbers", async () => {
  here.stand.switches.permissions = { "Course Data": 401 };
  await here.district();
  await here.school(school);
  expect((await here.newest(0)).courses).toMatchObject({
    outcome: "error",
    message: expect.stringContaining('"Course Data"'),
  });
  expect((await here.newest(0)).staff).toMatchObject({ outcome: "ok" });
  expect((await here.newest(school)).sections).toMatchObject({ outcome: "ok" });
  expect(await named()).toBe("0910 · Room E91");
});

test("once courses are read, every class of the high school and of an elementary school has its course's title", async () => {
  here.stand.switches.permissions = {};
  await here.district();
  for (const id of [school, 10]) await here.school(id);
  expect(await named()).toBe("English 9 · Room E91");
  const courses = new Map(here.stand.district().courses.map(({ id, title }) => [id, title]));
  const rows = await here.admin`select course_id, title from section where school_id in (${school}, 10)`;
  expect(rows.length).toBeGreaterThan(100);
  for (const { course_id, title } of rows) expect(title).toBe(courses.get(course_id));
});

test("a course that is renamed renames its classes with the next reading", async () => {
  const courses = here.stand.district().courses;
  const english = courses.find((one) => one.id === "0910")!;
  const { title } = english;
  english.title = "English 9 Honors";
  await here.district();
  await here.school(school);
  expect((await here.newest(0)).courses).toMatchObject({ counts: { read: courses.length, changed: 1 } });
  expect(await named()).toBe("English 9 Honors · Room E91");
  english.title = title;
});
