import { afterAll, beforeAll, expect, test } from "vitest";
import { chooseCategory } from "#app/aeries/sync/code-mapping.server.ts";
import { actorAs } from "../../../tests/database/small-district.ts";
import { type Oak, oak, openOak } from "../../../tests/page/oak.ts";
import { action, loader } from "./route.tsx";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-14T17:00:00Z");
  await school.admin`insert into quarantine (school_id, resource, key, reason, kind, code, raw, first_seen_at, last_seen_at)
    values (10, 'attendance', 'k', 'The code is not in the table.', 'unknown_code', '9', '{}', now(), now())`;
});
afterAll(() => school.close());
const path = "/schools/10/aeries/codes";

test("a code that only waiting rows carry can be given a meaning, with a reason, on record", async () => {
  const clerk = await school.clerk();
  const { body } = await clerk.get(loader, path, oak);
  expect(body.view.codes[0]).toMatchObject({ code: "9", inTable: null, chosenCategory: null });
  const without = await clerk.post(action, path, oak, { code: "9", category: "EXCUSED", reason: "" });
  expect(without).toMatchObject({ status: 400, body: { failed: { code: "9", category: "EXCUSED" } } });
  expect(await school.queued()).toEqual([]);
  const sent = { code: "9", category: "EXCUSED", reason: "The old letter for illness" };
  expect(await clerk.post(action, path, oak, sent)).toMatchObject({ status: 302, to: path });
  expect(
    await school.admin`select chosen_category, retired from absence_code where school_id = 10 and code = '9'`,
  ).toEqual([{ chosen_category: "EXCUSED", retired: true }]);
  expect(await school.admin`select reason, by from audit_entry where action = 'absence code mapped'`).toEqual(
    [{ reason: sent.reason, by: clerk.userId }],
  );
  expect(await school.queued()).toEqual(["settle-claims"]);
});

test("a code never seen, and a person who may not map, are refused", async () => {
  const sent = { code: "Q", category: "EXCUSED", reason: "because I say so" };
  expect((await (await school.clerk()).post(action, path, oak, sent)).status).toBe(404);
  expect((await (await school.principal()).post(action, path, oak, { ...sent, code: "U" })).status).toBe(403);
});

test("a mapping that fails in the end asks for no settling of claims", async () => {
  await school.admin`delete from pgboss.job`;
  const clerk = actorAs("attendance clerk", 10);
  const doing = { now: school.context.clock.now(), jobs: school.context.jobs };
  const failing = school.database.web.asActor(clerk, async (tx) => {
    await chooseCategory(tx, clerk, doing, {
      schoolId: 10,
      code: "U",
      category: "EXCUSED",
      reason: "agreed",
    });
    throw new Error("the database went away");
  });
  await expect(failing).rejects.toThrow("the database went away");
  expect(await school.queued()).toEqual([]);
});
