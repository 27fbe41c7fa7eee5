import { afterAll, beforeAll, expect, test } from "vitest";
import { writtenLine } from "#server/log-probe.ts";
import { contextOn } from "../../tests/access/test-context.ts";
import { sabotage } from "../../tests/compliance/sabotage.ts";
import { layOutEveryTable } from "../../tests/database/every-table.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { type CheckName, checkNames } from "./check.ts";
import { type Probes, runChecks } from "./checks.server.ts";
import { complianceTotals, lastRuns, recentFindings } from "./findings.server.ts";

let database: TestDatabase;
let minute = 0;
const probes: Probes = { written: writtenLine() };
beforeAll(async () => {
  database = await createTestDatabase(clockAt("2026-10-14T17:00:00Z"));
  await layOutSmallDistrict(database.admin);
  await layOutEveryTable(database.admin);
  await database.empty("compliance_run", "compliance_finding");
});
afterAll(() => database.drop());

/** Each run is a minute after the one before. */
const nextClock = () =>
  clockAt(Temporal.Instant.from("2026-10-14T17:00:00Z").add({ minutes: ++minute }).toString());
async function run(given: Probes = probes) {
  const { context, counted } = contextOn(database, nextClock());
  const results = await runChecks({ ...context, door: database.worker }, { ...given, whole: true });
  return { failed: results.filter((result) => !result.passed), alerts: counted.alerts, context };
}
const totals = async () =>
  database.web.asSystem("metrics", [10, 20], (tx) =>
    complianceTotals(tx, Temporal.Instant.from("2026-10-14T17:00:00Z").add({ minutes: minute + 1 })),
  );
const violations = async (check: CheckName) =>
  (await totals()).ferpaViolations.find((row) => row.check === check)?.value;

test("before the first run nothing is claimed", async () => {
  expect(await totals()).toMatchObject({ ferpaCompliant: undefined, studentDataProtected: undefined });
});

test("a sound installation passes every check", async () => {
  expect((await run()).failed).toEqual([]);
  expect(await totals()).toEqual({
    ferpaCompliant: true,
    studentDataProtected: true,
    ferpaViolations: checkNames.map((check) => ({ check, value: 0 })),
  });
});

test("an hour without a run is no longer a pass", async () => {
  const later = Temporal.Instant.from("2026-10-14T17:00:00Z").add({ minutes: minute + 61 });
  const old = await database.web.asSystem("metrics", [], (tx) => complianceTotals(tx, later));
  expect(old).toMatchObject({ ferpaCompliant: false, studentDataProtected: false });
});

test.for(sabotage)("$check finds $what, once, until it is mended", async (given) => {
  const before = (await violations(given.check)) ?? 0;
  await database.admin.unsafe(given.break);
  try {
    const { failed } = await run();
    expect(failed.map((result) => result.name)).toContain(given.check);
    expect(failed.every((result) => result.found > 0)).toBe(true);
    const found = (await violations(given.check)) ?? 0;
    expect(found).toBeGreaterThan(before);
    expect(await totals()).toMatchObject({ ferpaCompliant: false, studentDataProtected: !given.protects });
    await run();
    expect(await violations(given.check)).toBe(found);
  } finally {
    await database.admin.unsafe(given.mend);
  }
  expect((await run()).failed).toEqual([]);
  expect(await totals()).toMatchObject({ ferpaCompliant: true, studentDataProtected: true });
  const open = await database.web.asSystem("test", [], (tx) => recentFindings(tx));
  expect(open.filter((finding) => finding.mendedAt === null)).toEqual([]);
});

test("the same thing found again after it was mended counts again", async () => {
  const before = (await violations("roles")) ?? 0;
  await database.admin`grant select (password_hash) on user_account to worker`;
  await run();
  await database.admin`revoke select (password_hash) on user_account from worker`;
  await run();
  expect(await violations("roles")).toBe(before + 1);
});

test("a log that writes names out is found", async () => {
  const { failed } = await run({ written: (_event, facts) => JSON.stringify(facts) });
  expect(failed.map((result) => result.name)).toEqual(["redaction"]);
  expect(failed[0]?.detail).not.toContain("Zyxwvut");
  expect(await totals()).toMatchObject({ studentDataProtected: false });
});

test("a check that cannot be carried out has not passed", async () => {
  const failing: Probes = {
    written: () => {
      throw new Error("no log");
    },
  };
  const { failed } = await run(failing);
  expect(failed).toEqual([
    { name: "redaction", passed: false, found: 1, detail: "The check could not be carried out." },
  ]);
});

test("an altered entry of the record of changes is found and raises the alarm", async () => {
  await run();
  const { admin } = database;
  await admin.begin(async (tx) => {
    await tx`alter table audit_entry disable trigger only_added`;
    await tx`update audit_entry set reason = 'Another reason' where school_id = 10 and id = 1`;
    await tx`alter table audit_entry enable trigger only_added`;
  });
  const { failed, alerts } = await run();
  expect(failed).toEqual([
    { name: "audit_chain", passed: false, found: 1, detail: "School 10: entry 1 altered." },
  ]);
  expect(alerts).toEqual(["audit_chain_break"]);
  expect((await run()).alerts).toEqual([]);
});

test("a cut-off end of the record of changes is found, in any school and for the district", async () => {
  for (const school of [20, 0]) {
    await database.admin.begin(async (tx) => {
      await tx`alter table audit_entry disable trigger only_added`;
      await tx`delete from audit_entry where school_id = ${school}
        and id = (select max(id) from audit_entry where school_id = ${school})`;
      await tx`alter table audit_entry enable trigger only_added`;
    });
  }
  const { failed, context } = await run();
  expect(failed[0]?.detail).toBe(
    "The district: entry 1 missing at the end. School 10: entry 1 altered. School 20: entry 1 missing at the end.",
  );
  const runs = await context.door.asSystem("test", [], lastRuns);
  expect(runs.find((each) => each.name === "audit_chain")).toMatchObject({ passed: false, found: 3 });
});
