import { afterAll, beforeAll, expect, test } from "vitest";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { newestRun, watchFirstLoad } from "./first-load.ts";
import { DemoProblem } from "./sentence.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clockAt("2026-10-14T17:00:00Z"));
  await layOutSmallDistrict(database.admin);
});
afterAll(() => database.drop());

const run = (school: number, resource: string, outcome: "ok" | "error" | null) =>
  database.admin`insert into sync_run (school_id, batch, resource, started_at, finished_at, outcome, counts, message)
    values (${school}, 'b', ${resource}, now(), ${outcome && "2026-10-14T17:00:00Z"}, ${outcome}, '{"read": 7}',
      ${outcome === "error" ? "Aeries refused access." : null})`;

test("what failed in an earlier start does not stop this one; what was read in it is read again", async () => {
  const { admin } = database;
  const never = new AbortController().signal;
  await run(0, "staff", "error");
  await run(10, "attendance", "ok");
  await run(20, "attendance", "error");
  const before = await newestRun(admin);
  const said: string[] = [];
  let ended = false;
  const watching = watchFirstLoad(admin, before, (line) => said.push(line), never).then(() => {
    ended = true;
  });
  await run(0, "staff", "ok");
  await run(20, "attendance", "ok");
  await expect.poll(() => said).toEqual(["  Bay: 7 marks read from Aeries"]);
  expect(ended).toBe(false);
  await run(10, "attendance", "ok");
  await watching;
  expect(said.toSorted()).toEqual(["  Bay: 7 marks read from Aeries", "  Oak: 7 marks read from Aeries"]);
});

test("the newest run of a resource is judged, the district's own too", async () => {
  const { admin } = database;
  const never = new AbortController().signal;
  const before = await newestRun(admin);
  await run(10, "attendance", "error");
  await run(10, "attendance", "ok");
  await run(20, "attendance", "ok");
  await watchFirstLoad(admin, before, () => {}, never);
  await run(0, "staff", "error");
  const failing = watchFirstLoad(admin, before, () => {}, never);
  await expect(failing).rejects.toThrow(DemoProblem);
  await expect(failing).rejects.toThrow("Reading staff of the district failed: Aeries refused access.");
});

test("it is left at once when the demo is to end", async () => {
  const leaving = new AbortController();
  const watching = watchFirstLoad(database.admin, await newestRun(database.admin), () => {}, leaving.signal);
  leaving.abort();
  await expect(watching).rejects.toThrow(/abort/i);
});
