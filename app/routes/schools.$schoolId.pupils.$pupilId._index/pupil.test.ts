import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { layMark, type Oak, openOak } from "../../../tests/page/oak.ts";
import { loader } from "./route.tsx";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-14T17:00:00Z");
});
beforeEach(async () => {
  school.refused.length = 0;
  await school.database.empty("mark", "pupil_view");
});
afterAll(() => school.close());
const adams = { schoolId: 10, pupilId: 1001 };

test("the year of a pupil: rate, standing in words, and each day's mark in the school's words", async () => {
  await layMark(school, {
    pupilId: 1001,
    code: "A",
    source: "teacher",
    at: "2026-10-13T16:00:00Z",
    date: "2026-10-13",
  });
  await layMark(school, {
    pupilId: 1001,
    code: "I",
    source: "office",
    at: "2026-10-13T20:00:00Z",
    date: "2026-10-13",
  });
  await layMark(school, {
    pupilId: 1001,
    code: "T",
    source: "teacher",
    at: "2026-10-14T16:00:00Z",
    minutesLate: 12,
  });
  const clerk = await school.clerk();
  const { body } = await clerk.get(loader, "/schools/10/pupils/1001", adams);
  expect(body.view).toMatchObject({
    name: "Sam Adams",
    lead: "Grade 4 · Student number 1 · ID 1001",
    sums: {
      rate: "97.8%",
      of: "45 of 46 days",
      standing: "1 of 46 days absent, not chronically absent.",
      counts: [
        { label: "Present", days: 44 },
        { label: "Excused absence", days: 1 },
        { label: "Late, 30 minutes or less", days: 1 },
      ],
    },
    days: [
      { date: "2026-10-14", marks: ["Tardy, 12 minutes"] },
      { date: "2026-10-13", marks: ["Illness"], href: "/schools/10/pupils/1001/marks/2026-10-13" },
    ],
    classes: [{ title: "Room 1", teachers: "Ann Abe" }],
    spans: ["Wed, Aug 12, 2026 until now"],
    recoveryHref: "/schools/10/pupils/1001/recovery",
  });
  expect(await school.admin`select by, page, pupil_ids from pupil_view`).toEqual([
    { by: clerk.userId, page: "pupil", pupil_ids: [1001] },
  ]);
});

test("a teacher sees own pupils, another's is a 404 that is counted and not recorded as seen", async () => {
  const ann = await school.teacher();
  expect((await ann.get(loader, "/schools/10/pupils/1001", adams)).body.view.sums).not.toHaveProperty(
    "notShown",
  );
  for (const pupilId of [1004, 2001, 9999])
    expect((await ann.get(loader, `/schools/10/pupils/${pupilId}`, { ...adams, pupilId })).status).toBe(404);
  expect(school.refused).toEqual(["scope", "scope", "scope"]);
  expect(await school.admin`select 1 from pupil_view`).toHaveLength(1);
});

test("who sees only part of the marks is shown no rate made of them", async () => {
  await school.admin`update roster set starts_on = '2026-09-01' where pupil_id = 1001 and school_id = 10`;
  const { body } = await (await school.teacher()).get(loader, "/schools/10/pupils/1001", adams);
  expect(body.view.sums).toEqual({ notShown: expect.stringContaining("your own classes") });
  const office = await (await school.clerk()).get(loader, "/schools/10/pupils/1001", adams);
  expect(office.body.view.sums).toMatchObject({ rate: "100.0%" });
  await school.admin`update roster set starts_on = '2026-08-12' where pupil_id = 1001 and school_id = 10`;
});
