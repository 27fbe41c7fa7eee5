import type postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { recordChange } from "#app/access/trace.server.ts";
import { writtenLine } from "#server/log-probe.ts";
import { contextOn, movingClock } from "../../tests/access/test-context.ts";
import { createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { chains, proveChain } from "./chain.server.ts";
import { runChecks } from "./checks.server.ts";

const clock = movingClock("2026-10-14T17:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await database.admin`insert into school (id, name, short_name, low_grade, high_grade, attendance_kind, register_home)
    values (10, 'Oak Elementary', 'Oak', -1, 6, 'daily', 'here')`;
});
beforeEach(async () => {
  await database.empty("audit_entry", "audit_head", "audit_proof", "compliance_finding", "compliance_run");
  await addEntries(10);
});
afterAll(() => database.drop());

const addEntries = (count: number) =>
  database.worker.asSystem("test", [10], async (tx) => {
    for (let n = 0; n < count; n++)
      await recordChange(tx, { by: null, actor: "test" }, clock.now(), {
        schoolId: 10,
        action: "tried",
        subject: `thing ${n}`,
        reason: "as it was",
      });
  });

/** Changes entries behind the product's back, as whoever runs the server could. */
const tamper = (work: (tx: postgres.TransactionSql) => Promise<unknown>) =>
  database.admin.begin(async (tx) => {
    await tx`alter table audit_entry disable trigger only_added`;
    await work(tx);
    await tx`alter table audit_entry enable trigger only_added`;
  });
const say = (id: number, reason: string) =>
  tamper((tx) => tx`update audit_entry set reason = ${reason} where school_id = 10 and id = ${id}`);
const remove = (id: number) =>
  tamper((tx) => tx`delete from audit_entry where school_id = 10 and id = ${id}`);

const prove = async (asked: { whole: boolean; most?: number }) => {
  clock.move({ minutes: 10 });
  const breaks = await database.worker.asSystem("test", [10], (tx) => proveChain(tx, 10, clock.now(), asked));
  return breaks.map(({ entry, problem }) => `${entry} ${problem}`);
};
const news = () => prove({ whole: false });
const everything = (most?: number) => prove({ whole: true, most });
const proofs = async () => {
  const rows = await database.admin<{ through: number; stands: boolean; whole: boolean }[]>`
    select p.through_id::int as through, p.whole, p.through_id = 0 or exists (select 1 from audit_entry e
      where e.school_id = p.school_id and e.id = p.through_id and e.hash = p.hash) as stands
    from audit_proof p order by p.id`;
  return rows.map(
    ({ through, stands, whole }) => `${whole ? "all" : "new"} to ${through}${stands ? "" : "?"}`,
  );
};

test("each check begins where the last one ended, and keeps that entry with its hash", async () => {
  expect(await news()).toEqual([]);
  expect(await news()).toEqual([]);
  await addEntries(3);
  expect(await news()).toEqual([]);
  expect(await proofs()).toEqual(["all to 10", "new to 13"]);
});

test("what was proven is hashed again only when everything is", async () => {
  await news();
  await say(4, "something else");
  expect(await news()).toEqual([]);
  expect(await everything()).toEqual(["4 altered"]);
});

test("a break in what is new is found at once, and as long as it stands", async () => {
  await news();
  await addEntries(5);
  await say(12, "something else");
  await remove(14);
  expect(await news()).toEqual(["12 altered", "15 missing before"]);
  await addEntries(2);
  expect(await news()).toEqual(["12 altered", "15 missing before"]);
});

test("a break that the check of everything found is not forgotten by the next check of what is new", async () => {
  await news();
  await say(4, "something else");
  await everything();
  expect(await news()).toEqual(["4 altered"]);
  await say(4, "as it was");
  expect(await news()).toEqual([]);
  expect(await everything()).toEqual([]);
});

test.for([
  ["says something else", () => say(10, "something else"), ["10 altered"]],
  ["is gone", () => remove(10), ["10 missing at the end"]],
] as const)("a proven entry that %s sends the check back to the first", async ([, change, found]) => {
  await news();
  await say(2, "something else");
  await change();
  expect(await news()).toEqual(["2 altered", ...found]);
});

test("a cut-off end is found by a check of what is new", async () => {
  await news();
  await addEntries(4);
  await remove(14);
  await remove(13);
  expect(await news()).toEqual(["14 missing at the end"]);
});

test.for([
  1, 2, 3, 9, 10, 11, 100,
])("in parts of %i the whole chain is walked, and the same breaks found", async (most) => {
  expect(await everything(most)).toEqual([]);
  await say(1, "something else");
  await say(5, "something else");
  await remove(7);
  expect(await everything(most)).toEqual(["1 altered", "5 altered", "8 missing before"]);
});

test("a finding stands from check to check until it is mended, and counts once", async () => {
  const { context } = contextOn(database, clock);
  const check = async (whole: boolean) => {
    clock.move({ minutes: 10 });
    await runChecks({ ...context, door: database.worker }, { written: writtenLine(), whole });
  };
  await check(false);
  await say(4, "something else");
  await check(true);
  await check(false);
  const findings = () =>
    database.admin`select key, mended_at is null as open from compliance_finding where "check" = 'audit_chain'`;
  expect([...(await findings())]).toEqual([{ key: "school 10 entry 4 altered", open: true }]);
  await say(4, "as it was");
  await check(false);
  expect([...(await findings())]).toEqual([{ key: "school 10 entry 4 altered", open: false }]);
});

test("a list of chains says when all of each was last checked", async () => {
  const list = () => database.web.asSystem("test", [10], (tx) => chains(tx));
  expect(await list()).toEqual([{ schoolId: 10, entries: 10, wholeAt: null }]);
  await everything();
  const at = clock.now();
  await addEntries(1);
  await news();
  expect(await list()).toEqual([{ schoolId: 10, entries: 11, wholeAt: at }]);
});
