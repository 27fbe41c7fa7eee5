import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as page } from "#app/routes/compliance._index/route.tsx";
import { action } from "#app/routes/compliance.checks/route.tsx";
import { openJobs } from "#server/jobs.ts";
import { contextOn } from "../../tests/access/test-context.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import {
  clockAt,
  createTestDatabase,
  silentLog,
  type TestDatabase,
} from "../../tests/database/test-database.ts";
import { signedIn } from "../../tests/page/signed-in.ts";

const clock = clockAt("2026-10-14T17:00:00Z");
let database: TestDatabase;
let opened: Awaited<ReturnType<typeof openJobs>>;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  opened = await openJobs(database.urls.web, silentLog);
});
afterAll(async () => {
  await opened.boss.stop({ graceful: false });
  await database.drop();
});

const as = (role: "compliance officer" | "attendance clerk", schoolId: number) => {
  const { context } = contextOn(database, clock);
  return signedIn(database, { ...context, jobs: opened.jobs }, { name: "Olga Ochoa", role, schoolId });
};

test("a compliance officer has all history checked, which is on record in their name", async () => {
  const officer = await as("compliance officer", 0);
  const answer = await officer.post(action, "/compliance/checks", {}, {});
  expect(answer).toMatchObject({ status: 302, to: "/compliance?asked=1" });
  const queued = await opened.boss.findJobs("check-compliance");
  expect(queued.map(({ data }) => data)).toEqual([{ whole: true }]);
  const entries = await database.admin`select by, action, subject from audit_entry where school_id = 0`;
  expect([...entries]).toEqual([
    { by: officer.userId, action: "compliance check asked for", subject: "all history" },
  ]);
  const { body } = await officer.get(page, "/compliance?asked=1", {});
  expect(body).toMatchObject({ asked: true, chains: [{ name: "District", entries: "1", whole: "Not yet" }] });
});

test("nobody else may ask for it", async () => {
  const clerk = await as("attendance clerk", 10);
  expect((await clerk.post(action, "/compliance/checks", {}, {})).status).toBe(403);
});
