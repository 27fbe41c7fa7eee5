import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "#app/access/actor.ts";
import { actorAs, layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { downloadExport, takeStep } from "./export-desk.server.ts";
import type { ExportStep } from "./export-steps.ts";
import { markDesk, proposeExport } from "./exports.server.ts";
import { readBack } from "./read-back.ts";
import { readExportedMarks } from "./read-exported-marks.server.ts";
import { markExportTables, readExports, readItems } from "./read-exports.server.ts";
import { readDifference, readImportKeys } from "./read-outgoing.server.ts";

const morning = clockAt("2026-10-14T17:00:00Z");
const noon = clockAt("2026-10-14T19:00:00Z");
const evening = clockAt("2026-10-15T01:00:00Z");
const clerk = actorAs("attendance clerk", 10, { userId: 1 });
const other = actorAs("attendance clerk", 10, { userId: 2 });
const atBay = actorAs("attendance clerk", 20, { userId: 2 });
const teacher = actorAs("teacher", 10, { userId: 3, staffId: 501 });

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(morning);
  const { admin } = database;
  await layOutSmallDistrict(admin);
  await admin`insert into user_account (email, name, password_hash) values
    ('c@example.org', 'Cal Clerk', ''), ('o@example.org', 'Ola Office', ''), ('t@example.org', 'Ann Abe', '')`;
  await admin`update pupil set student_number = 77 where school_id = 20 and pupil_id = 1003`;
  await admin`update school set attendance_kind = 'period' where id = 20`;
});
beforeEach(async () => {
  await database.admin.begin(async (tx) => {
    // Triggers that keep these rows as they are step aside for the start of a test only.
    await tx`set local session_replication_role = replica`;
    for (const table of [
      ...["mark", "mark_export", "mark_export_step", "mark_export_item"],
      ...["sync_run", "audit_entry", "audit_head", "pupil_view"],
    ])
      await tx`delete from ${tx(table)}`;
    await tx`update school set register_home = 'here'`;
  });
});
afterAll(() => database.drop());

type Said = { school?: number; date?: string; period?: string; at?: string };
const say = async (
  source: "teacher" | "office" | "aeries",
  pupilId: number,
  code: string | null,
  { school = 10, date = "2026-10-14", period = "", at = "2026-10-14T16:00:00Z" }: Said = {},
) => {
  const [row] =
    await database.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
    values (${school}, 2026, ${date}, ${period}, ${pupilId}, ${source}, ${code}, ${at}) returning id`;
  return Number(row!.id);
};
const read = (at: string, school = 10, days = ["2026-10-01", "2026-10-31"]) =>
  database.admin`insert into sync_run (school_id, batch, resource, started_at, finished_at, outcome, window_from, window_to)
    values (${school}, 'b', 'attendance', ${at}, ${at}, 'ok', ${days[0]!}, ${days[1]!})`;

const propose = (actor: Actor, clock = morning) =>
  database.web.asActor(actor, (tx) => proposeExport(tx, actor, clock, actor.schoolId));
const step = (
  actor: Actor,
  exportId: number,
  which: Exclude<ExportStep, "downloaded">,
  reason?: string,
  clock = noon,
) =>
  database.web.asActor(actor, (tx) =>
    takeStep(tx, actor, clock, markDesk, { schoolId: actor.schoolId, exportId, step: which, reason }),
  );
const download = (actor: Actor, exportId: number) =>
  database.web.asActor(actor, (tx) =>
    downloadExport(tx, actor, noon, markDesk, { schoolId: actor.schoolId, exportId }),
  );
const items = (actor: Actor, exportId: number) =>
  database.web.asActor(actor, async (tx) =>
    (await readItems(tx, { schoolId: actor.schoolId, exportId })).map((item) => [
      item.pupilId,
      item.date.toString(),
      item.period,
      item.aeriesCode,
      item.ourCode,
    ]),
  );
const difference = (actor: Actor) =>
  database.web.asActor(actor, async (tx) => {
    const keys = await readImportKeys(tx, actor.schoolId);
    return readDifference(tx, actor.schoolId, morning.today(), keys!);
  });
const proposed = async (actor: Actor, clock = morning) => {
  const answer = await propose(actor, clock);
  if (answer.kind !== "proposed") throw new Error(`${answer.kind}, not proposed`);
  return answer.exportId;
};
const carryThrough = async (actor: Actor, exportId: number, clock = noon) => {
  await step(actor, exportId, "approved", undefined, clock);
  const file = await download(actor, exportId);
  expect(await step(actor, exportId, "done", undefined, clock)).toEqual({ kind: "taken" });
  return file.kind === "file" ? file.text : null;
};
const verdicts = (actor: Actor, exportId: number) =>
  database.web.asActor(actor, async (tx) =>
    (await readExportedMarks(tx, { schoolId: actor.schoolId, exportId })).map(({ pupilId, ...facts }) => [
      pupilId,
      readBack({ item: facts, doneAt: noon.now(), ...facts }, (code) => code ?? "Present", String).state,
    ]),
  );

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
