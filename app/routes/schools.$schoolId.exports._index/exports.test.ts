import { afterAll, beforeAll, expect, test } from "vitest";
import { layMark, type Oak, oak, openOak } from "../../../tests/page/oak.ts";
import { action, loader } from "./route.tsx";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-14T17:00:00Z");
});
afterAll(() => school.close());
const path = "/schools/10/exports";

test("the office proposes what changed; asked again it is led to the one on its way", async () => {
  const clerk = await school.clerk();
  expect((await clerk.post(action, path, oak, {})).status).toBe(409);
  await layMark(school, { pupilId: 1001, code: "A", source: "teacher", at: "2026-10-14T16:00:00Z" });
  await layMark(school, {
    pupilId: 1002,
    code: "I",
    source: "office",
    at: "2026-10-14T16:00:00Z",
    date: "2026-10-17",
  });
  const before = (await clerk.get(loader, path, oak)).body.view;
  expect(before.readyCount).toBe(1);
  expect(before.held).toMatchObject([{ pupil: "Baker, Sam", period: "All day", ours: "Illness" }]);
  const views = await school.admin`select page, pupil_ids from pupil_view where by = ${clerk.userId}`;
  expect(views).toMatchObject([{ page: "marks held back", pupil_ids: [1002] }]);
  const first = await clerk.post(action, path, oak, {});
  expect(first).toMatchObject({ status: 302, to: expect.stringMatching(/^\/schools\/10\/exports\/\d+$/) });
  expect(await clerk.post(action, path, oak, {})).toEqual(first);
  const { exports, open } = (await clerk.get(loader, path, oak)).body.view;
  expect(exports).toMatchObject([{ href: first.to, markCount: 1, state: { text: "Waiting for approval" } }]);
  expect(open?.href).toBe(first.to);
});

test("who may not export sees nothing of it", async () => {
  for (const someone of [await school.teacher(), await school.auditor()]) {
    expect((await someone.get(loader, path, oak)).status).toBe(403);
    expect((await someone.post(action, path, oak, {})).status).toBe(403);
  }
  const clerk = await school.clerk();
  expect((await clerk.get(loader, "/schools/20/exports", { schoolId: 20 })).status).toBe(404);
});

test("a school that takes registers in Aeries is told why there is nothing", async () => {
  await school.admin`update school set register_home = 'aeries' where id = 10`;
  const clerk = await school.clerk();
  expect((await clerk.get(loader, path, oak)).body.view).toMatchObject({
    elsewhere: expect.stringContaining("takes its registers in Aeries"),
    readyCount: 0,
  });
});
