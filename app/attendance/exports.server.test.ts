import { afterAll, beforeEach, expect, test } from "vitest";
import { atBay, clerk, evening, exportDesk, other } from "../../tests/attendance/export-desk.ts";
import { markExportTables, readExports } from "./read-exports.server.ts";

const { database, empty, say, propose, step, download, items, difference, proposed, carryThrough } =
  await exportDesk();
beforeEach(empty);
afterAll(() => database.drop());

test("from what changed to a file in Aeries' own numbers, each step with who, when and an entry on record", async () => {
  await say("teacher", 1001, "A");
  await say("aeries", 1002, "U", { at: "2026-10-14T15:00:00Z" });
  await say("office", 1002, null);
  await say("aeries", 1003, "I");
  const exportId = await proposed(clerk);
  expect(await items(clerk, exportId)).toEqual([
    [1001, "2026-10-14", "", null, "A"],
    [1002, "2026-10-14", "", "U", null],
  ]);
  expect(await carryThrough(other, exportId)).toBe(
    "SC,SN,DY,DT,Period,Code\r\n10,1,46,2026-10-14,AL,A\r\n10,2,46,2026-10-14,AL,\r\n",
  );
  const [row] = await database.web.asActor(clerk, (tx) =>
    readExports(tx, markExportTables, 10, { newest: 9 }),
  );
  expect(row).toMatchObject({ state: "done", proposedBy: "Cal Clerk", itemCount: 2 });
  expect(row!.steps.map(({ step: taken, by }) => [taken, by]).sort()).toEqual([
    ["approved", "Ola Office"],
    ["done", "Ola Office"],
    ["downloaded", "Ola Office"],
  ]);
  const audit = await database.admin`select action, by, pupil_ids from audit_entry order by id`;
  expect(audit.map((entry) => [entry.action, entry.by, entry.pupil_ids])).toEqual([
    ["export proposed", 1, [1001, 1002]],
    ["export approved", 2, [1001, 1002]],
    ["export downloaded", 2, [1001, 1002]],
    ["export marked as imported", 2, [1001, 1002]],
  ]);
  expect(await database.admin`select page, by, pupil_ids from pupil_view`).toEqual([
    expect.objectContaining({ page: "export file", by: 2, pupil_ids: [1001, 1002] }),
  ]);
});

test("what is done is not proposed again, and a correction afterwards is, against what was sent", async () => {
  await say("teacher", 1001, "A");
  await say("teacher", 1002, "A");
  await carryThrough(clerk, await proposed(clerk));
  expect(await propose(clerk)).toMatchObject({
    kind: "refused",
    sentence: expect.stringContaining("nothing to propose"),
  });
  await say("office", 1001, "I", { at: "2026-10-14T20:00:00Z" });
  // Taken back here: Aeries was never read to have it, but it was sent.
  await say("teacher", 1002, null, { at: "2026-10-14T20:00:00Z" });
  const second = await proposed(clerk, evening);
  expect(await items(clerk, second)).toEqual([
    [1001, "2026-10-14", "", "A", "I"],
    [1002, "2026-10-14", "", "A", null],
  ]);
});

test("an export marked as imported by mistake is withdrawn with a reason, and its marks are proposed again", async () => {
  await say("teacher", 1001, "A");
  const first = await proposed(clerk);
  await carryThrough(clerk, first);
  expect(await step(clerk, first, "withdrawn", " ")).toMatchObject({
    kind: "refused",
    sentence: expect.stringContaining("Say why"),
  });
  expect(await step(clerk, first, "withdrawn", "never imported")).toEqual({ kind: "taken" });
  expect(await items(clerk, await proposed(clerk))).toEqual([[1001, "2026-10-14", "", null, "A"]]);
  expect(await database.admin`select reason from mark_export_step where step = 'withdrawn'`).toMatchObject([
    { reason: "never imported" },
  ]);
});

test("two proposals at once make one export, and two approvals one step", async () => {
  await say("teacher", 1001, "A");
  const answers = await Promise.all([propose(clerk), propose(other), propose(clerk)]);
  expect(answers.map((answer) => answer.kind).sort()).toEqual(["open", "open", "proposed"]);
  const exportIds = new Set(answers.map((answer) => ("exportId" in answer ? answer.exportId : null)));
  expect(exportIds.size).toBe(1);
  const [exportId] = exportIds;
  const approvals = await Promise.all([
    step(clerk, exportId!, "approved"),
    step(other, exportId!, "approved"),
  ]);
  expect(approvals.map((answer) => answer.kind).sort()).toEqual(["already", "taken"]);
  expect(await database.admin`select 1 from mark_export_step`).toHaveLength(1);
});

test("steps follow each other, and nothing follows a withdrawal", async () => {
  await say("teacher", 1001, "A");
  const exportId = await proposed(clerk);
  expect(await download(clerk, exportId)).toMatchObject({
    kind: "refused",
    sentence: expect.stringContaining("waiting for approval"),
  });
  expect((await step(clerk, exportId, "done")).kind).toBe("refused");
  await step(clerk, exportId, "withdrawn", "wrong day");
  expect((await step(clerk, exportId, "approved")).kind).toBe("refused");
  expect((await step(clerk, 999, "approved")).kind).toBe("unknown");
  expect(await database.admin`select step from mark_export_step`).toMatchObject([{ step: "withdrawn" }]);
});

test("a pupil at two schools goes out from each with that school's number and its kind of attendance", async () => {
  await say("teacher", 1003, "A");
  await say("teacher", 1003, "U", { school: 20, period: "2" });
  await say("teacher", 1003, "T", { school: 20, period: "1" });
  expect(await carryThrough(clerk, await proposed(clerk))).toBe(
    "SC,SN,DY,DT,Period,Code\r\n10,3,46,2026-10-14,AL,A\r\n",
  );
  expect(await carryThrough(atBay, await proposed(atBay))).toBe(
    "SC,SN,DY,DT,Period,Code\r\n20,77,46,2026-10-14,1,T\r\n20,77,46,2026-10-14,2,U\r\n",
  );
});

test("in a period school each period stands for itself", async () => {
  await say("aeries", 2001, "U", { school: 20, period: "1", at: "2026-10-14T15:00:00Z" });
  await say("aeries", 2001, "U", { school: 20, period: "2", at: "2026-10-14T15:00:00Z" });
  await say("teacher", 2001, "U", { school: 20, period: "1" });
  await say("teacher", 2001, null, { school: 20, period: "2" });
  expect(await items(atBay, await proposed(atBay))).toEqual([[2001, "2026-10-14", "2", "U", null]]);
});

test("a day without a calendar row is held with its reason, and goes out once the calendar has it", async () => {
  await say("office", 1001, "A", { date: "2026-10-17" });
  expect(await propose(clerk)).toMatchObject({
    kind: "refused",
    sentence: expect.stringContaining("1 mark is held"),
  });
  expect((await difference(clerk)).held).toMatchObject([
    { pupilId: 1001, reason: expect.stringContaining("no row for this day") },
  ]);
  await say("teacher", 1002, "A");
  const first = await proposed(clerk);
  expect(await items(clerk, first)).toEqual([[1002, "2026-10-14", "", null, "A"]]);
  await carryThrough(clerk, first);
  await database.admin`insert into calendar_day (school_id, date, school_year, day_number, holiday_code, attendance_month, month_locked)
    values (10, '2026-10-17', 2026, 900, '', 3, false)`;
  const second = await proposed(clerk);
  await step(clerk, second, "approved");
  expect(await items(clerk, second)).toEqual([[1001, "2026-10-17", "", null, "A"]]);
  await database.admin`delete from calendar_day where school_id = 10 and date = '2026-10-17'`;
  expect(await download(clerk, second)).toMatchObject({
    kind: "refused",
    sentence: expect.stringContaining("no longer has a number"),
  });
});
