import { afterAll, beforeAll, expect, test } from "vitest";
import { type SyncedDistrict, startSyncedDistrict } from "../../../tests/aeries/synced-district.ts";

let here: SyncedDistrict;
beforeAll(async () => {
  here = await startSyncedDistrict();
  await here.district();
});
afterAll(() => here.close());

test("a school is read whole: every resource, from HTTP to Postgres", async () => {
  await here.school(10);
  const runs = await here.newest(10);
  expect(Object.values(runs).map((run) => run.outcome)).toEqual(Array(12).fill("ok"));
});
