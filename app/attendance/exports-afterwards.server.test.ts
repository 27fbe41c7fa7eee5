import { afterAll, beforeEach, expect, test } from "vitest";
import { atBay, clerk, evening, exportDesk, noon } from "../../tests/attendance/export-desk.ts";
import { actorAs } from "../../tests/database/small-district.ts";
import { takeStep } from "./export-desk.server.ts";
import { markDesk, proposeExport } from "./exports.server.ts";
import { readExportedMarks } from "./read-exported-marks.server.ts";
import { markExportTables, readExports, readItems } from "./read-exports.server.ts";

const teacher = actorAs("teacher", 10, { userId: 3, staffId: 501 });

const { database, empty, say, read, propose, step, items, proposed, carryThrough, verdicts } =
  await exportDesk();
beforeEach(empty);
afterAll(() => database.drop());

test("the next reading tells what Aeries took, what it did not, and what someone changed there", async () => {
  for (const pupilId of [1001, 1002, 1003]) await say("teacher", pupilId, "A");
  const exportId = await proposed(clerk);
  await carryThrough(clerk, exportId);
  await read("2026-10-14T18:59:00Z");
  await read("2026-10-14T20:00:00Z", 10, ["2026-09-01", "2026-09-30"]);
  await read("2026-10-14T20:00:00Z", 20);
  const states = (...three: string[]) => three.map((state, at) => [1001 + at, state]);
  expect(await verdicts(clerk, exportId)).toEqual(states("not yet read", "not yet read", "not yet read"));
  await read("2026-10-14T20:00:00Z");
  await say("aeries", 1001, "A", { at: "2026-10-14T20:00:05Z" });
  await say("aeries", 1003, "U", { at: "2026-10-14T20:00:05Z" });
  expect(await verdicts(clerk, exportId)).toEqual(states("agreed", "differs", "differs"));
  // None of it is proposed again until ours changes, and then against what Aeries says now.
  expect((await propose(clerk)).kind).toBe("refused");
  await say("office", 1003, "I", { at: "2026-10-14T21:00:00Z" });
  const second = await proposed(clerk, evening);
  expect(await items(clerk, second)).toEqual([[1003, "2026-10-14", "", "U", "I"]]);
  await carryThrough(clerk, second, evening);
  expect(await verdicts(clerk, exportId)).toEqual(states("agreed", "differs", "replaced"));
});

test("what Aeries and the office changed after the proposal shows beside it", async () => {
  await say("teacher", 1001, "A");
  const exportId = await proposed(clerk);
  await say("aeries", 1001, "U", { at: "2026-10-14T18:00:00Z" });
  await say("office", 1001, "I", { at: "2026-10-14T18:30:00Z" });
  const [item] = await database.web.asActor(clerk, (tx) => readExportedMarks(tx, { schoolId: 10, exportId }));
  expect(item).toMatchObject({ pupilName: "Adams, Sam", aeries: { code: "U" }, correctedTo: { code: "I" } });
});

test("a school that takes registers in Aeries proposes nothing, and an export on its way stops", async () => {
  await say("teacher", 1001, "A");
  const exportId = await proposed(clerk);
  await database.admin`update school set register_home = 'aeries' where id = 10`;
  expect(await propose(clerk)).toMatchObject({
    kind: "refused",
    sentence: expect.stringContaining("registers in Aeries"),
  });
  expect(await step(clerk, exportId, "approved")).toMatchObject({ kind: "refused" });
  expect(await step(clerk, exportId, "withdrawn", "moved to Aeries")).toEqual({ kind: "taken" });
});

test("another school's exports do not exist, and the database itself keeps a teacher from adding marks to one", async () => {
  await say("teacher", 1001, "A");
  await say("teacher", 1004, "A");
  const exportId = await proposed(clerk);
  expect(await database.web.asActor(atBay, (tx) => readItems(tx, { schoolId: 10, exportId }))).toEqual([]);
  expect(
    await database.web.asActor(atBay, (tx) => readExports(tx, markExportTables, 10, { exportId })),
  ).toEqual([]);
  const reaching = await database.web.asActor(atBay, (tx) =>
    takeStep(tx, atBay, noon, markDesk, { schoolId: 10, exportId, step: "approved" }),
  );
  expect(reaching.kind).toBe("unknown");
  expect(await database.web.asActor(atBay, (tx) => proposeExport(tx, atBay, noon, 10))).not.toMatchObject({
    kind: "proposed",
  });
  await step(clerk, exportId, "withdrawn", "to propose as a teacher");
  await expect(propose(teacher)).rejects.toThrow();
});
