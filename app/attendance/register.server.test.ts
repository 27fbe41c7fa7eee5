import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "#app/access/actor.ts";
import { openJobs } from "#server/jobs.ts";
import { actorAs, layOutSmallDistrict } from "../../tests/database/small-district.ts";
import {
  clockAt,
  createTestDatabase,
  silentLog,
  type TestDatabase,
} from "../../tests/database/test-database.ts";
import { readRegister } from "./read-register.server.ts";
import { type Posting, recordRegister } from "./record-register.server.ts";
import { inForceOf, type PostedMark } from "./register.ts";

const clock = clockAt("2026-10-14T17:00:00Z");
const date = Temporal.PlainDate.from("2026-10-14");
const teacher = actorAs("teacher", 10, { userId: 1, staffId: 501 });
const clerk = actorAs("attendance clerk", 10, { userId: 2 });
const other = actorAs("attendance clerk", 10, { userId: 3 });
let database: TestDatabase;
let queue: Awaited<ReturnType<typeof openJobs>>;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  queue = await openJobs(database.urls.web, silentLog);
  await layOutSmallDistrict(database.admin);
  await database.admin`insert into user_account (email, name, password_hash) values
    ('t@example.org', 'Ann Abe', ''), ('c@example.org', 'Cal Clerk', ''), ('o@example.org', 'Ola Office', '')`;
});
beforeEach(async () => {
  await database.empty("mark", "register_taking", "audit_entry", "audit_head");
  await database.admin`delete from pgboss.job`;
});
afterAll(async () => {
  await queue.boss.stop({ graceful: false });
  await database.drop();
});

const says = (code: string | null, more: Partial<PostedMark> = {}): PostedMark => ({
  code,
  minutesLate: null,
  note: null,
  resolve: null,
  ...more,
});
const read = (actor: Actor) =>
  database.web.asActor(actor, (tx) =>
    readRegister(tx, { schoolId: 10, date, sectionNumber: 101, period: null }, { today: date }),
  );
const save = (actor: Actor, marks: Record<number, PostedMark>, more: Partial<Posting> = {}) =>
  database.web.asActor(actor, (tx) =>
    recordRegister(
      tx,
      actor,
      { clock, jobs: queue.jobs },
      {
        schoolId: 10,
        date,
        sectionNumber: 101,
        period: null,
        marks: new Map(Object.entries(marks).map(([id, mark]) => [Number(id), mark])),
        seen: 0,
        submission: crypto.randomUUID(),
        ...more,
      },
    ),
  );
const rows = async () =>
  (await database.admin`select pupil_id, source, code from mark order by id`).map((row) => ({ ...row }));

test("a register is read with its class, codes and pupils, and offers absent and tardy at once", async () => {
  const register = await read(teacher);
  expect(register?.pupils.map((pupil) => pupil.lastName)).toEqual(["Adams", "Baker", "Chavez"]);
  expect(register?.teachers).toEqual(["Ann Abe"]);
  expect(register?.codes.filter((code) => code.quick).map((code) => code.code)).toEqual(["A", "T"]);
  expect(register?.taken).toBeNull();
});

test("only exceptions are written, and the register counts as taken", async () => {
  expect(
    await save(teacher, { 1001: says("A"), 1002: says(null), 1003: says("T", { minutesLate: 12 }) }),
  ).toMatchObject({
    kind: "saved",
    changed: 2,
  });
  expect(await rows()).toEqual([
    { pupil_id: 1001, source: "teacher", code: "A" },
    { pupil_id: 1003, source: "teacher", code: "T" },
  ]);
  expect((await read(teacher))?.taken).toMatchObject({ by: "Ann Abe", times: 1 });
});

test("the same form sent twice, even at once, is one taking", async () => {
  const submission = crypto.randomUUID();
  const both = await Promise.all([
    save(teacher, { 1001: says("A") }, { submission }),
    save(teacher, { 1001: says("A") }, { submission }),
  ]);
  expect(both.map((result) => result.kind).sort()).toEqual(["already", "saved"]);
  expect(await rows()).toHaveLength(1);
  expect(await database.admin`select 1 from register_taking`).toHaveLength(1);
  expect(await database.admin`select 1 from audit_entry`).toHaveLength(1);
});

test("a form sent again from the back button with another mark is not lost", async () => {
  const submission = crypto.randomUUID();
  await save(teacher, { 1001: says("A") }, { submission });
  expect(await save(teacher, { 1001: says("T") }, { submission })).toMatchObject({
    kind: "saved",
    changed: 1,
  });
});

test("what someone else changed meanwhile is shown and not overwritten, until it is settled", async () => {
  const drawn = (await read(clerk))!.seen;
  await save(other, { 1001: says("I") });
  const clash = await save(clerk, { 1001: says("U"), 1002: says("U") }, { seen: drawn });
  expect(clash).toMatchObject({
    kind: "clash",
    weighed: { clashes: [{ pupilId: 1001, theirs: { code: "I", by: "Ola Office" } }] },
  });
  expect(await rows()).toHaveLength(1);
  expect(
    await save(clerk, { 1001: says("U", { resolve: "mine" }), 1002: says("U") }, { seen: drawn }),
  ).toMatchObject({
    kind: "saved",
    changed: 2,
  });
});

test.each<[string, Partial<PostedMark>, Partial<PostedMark>]>([
  ["minutes", { minutesLate: 5 }, { minutesLate: 12 }],
  ["minutes that the other left out", {}, { minutesLate: 12 }],
  ["note", { minutesLate: 5, note: "bus" }, { minutesLate: 5, note: "overslept" }],
  ["note that only the other has", { note: "bus" }, {}],
])("the same code with another %s is a clash too", async (_, theirs, yours) => {
  const drawn = (await read(clerk))!.seen;
  await save(other, { 1001: says("T", theirs) });
  const clash = await save(clerk, { 1001: says("T", yours) }, { seen: drawn });
  expect(clash).toMatchObject({
    kind: "clash",
    weighed: { clashes: [{ pupilId: 1001, theirs: { ...theirs, code: "T" } }] },
  });
  expect(await rows()).toHaveLength(1);
  expect(await save(clerk, { 1001: says("T", theirs) }, { seen: drawn })).toMatchObject({
    kind: "saved",
    changed: 0,
  });
  const mine = says("T", { ...yours, resolve: "mine" });
  expect(await save(clerk, { 1001: mine }, { seen: drawn })).toMatchObject({ kind: "saved", changed: 1 });
});

test("a note beside present is kept, shown again, weighed like any other and no exception", async () => {
  const drawn = (await read(clerk))!.seen;
  expect(await save(teacher, { 1001: says(null, { note: "left at ten" }), 1002: says(null) })).toMatchObject({
    kind: "saved",
    changed: 1,
  });
  expect([...(await database.admin`select pupil_id, code, note from mark`)]).toEqual([
    { pupil_id: 1001, code: null, note: "left at ten" },
  ]);
  expect([...(await database.admin`select exception_count from register_taking`)]).toEqual([
    { exception_count: 0 },
  ]);
  const register = (await read(teacher))!;
  expect(inForceOf(register.pupils[0]!, register.home).inForce).toMatchObject({
    code: null,
    note: "left at ten",
  });
  expect(await save(clerk, { 1001: says(null, { note: "went home ill" }) }, { seen: drawn })).toMatchObject({
    kind: "clash",
    weighed: { clashes: [{ theirs: { note: "left at ten" } }] },
  });
  expect(await save(teacher, { 1001: says(null) }, { seen: register.seen })).toMatchObject({
    kind: "saved",
    changed: 1,
  });
  expect(await save(teacher, { 1001: says(null) }, { seen: 1e9 })).toMatchObject({
    kind: "saved",
    changed: 0,
  });
});

test("a teacher cannot overrule the office, and what the teacher said stays on record", async () => {
  await save(teacher, { 1001: says("A") });
  await save(clerk, { 1001: says("I") }, { seen: 1e9, reason: "mother called" });
  const clash = await save(teacher, { 1001: says("A") }, { seen: 1e9 });
  expect(clash).toMatchObject({ kind: "clash", weighed: { clashes: [{ mayOverrule: false }] } });
  expect((await rows()).map((row) => row.source)).toEqual(["teacher", "office"]);
});

test("two people save the same register at the same moment: one follows the other, none is lost", async () => {
  const [one, two] = await Promise.all([save(clerk, { 1001: says("U") }), save(other, { 1001: says("I") })]);
  expect([one.kind, two.kind].sort()).toEqual(["clash", "saved"]);
});

test("a pupil of another class, a foreign code and a closed day are refused", async () => {
  expect(await save(teacher, { 1004: says("A") })).toMatchObject({ kind: "strangers" });
  expect(await save(teacher, { 1001: says("Z") })).toMatchObject({ kind: "unknown_code", pupilIds: [1001] });
  const yesterday = Temporal.PlainDate.from("2026-10-13");
  expect(await save(teacher, { 1001: says("A") }, { date: yesterday })).toMatchObject({ kind: "locked" });
  expect(await save(clerk, { 1001: says("A") }, { date: yesterday })).toMatchObject({ kind: "saved" });
  const saturday = Temporal.PlainDate.from("2026-10-17");
  expect(await save(clerk, { 1001: says("A") }, { date: saturday })).toMatchObject({ kind: "locked" });
  expect(await rows()).toHaveLength(1);
});

test("of the day's marks a register holds those of its class, with their authors, and has seen no others", async () => {
  await save(teacher, { 1001: says("A") });
  await save(other, { 1001: says("T", { minutesLate: 5 }) }, { seen: 999 });
  const [newest] = await database.admin`select max(id)::int as id from mark`;
  await save(clerk, { 1004: says("A") }, { sectionNumber: 102 });
  const register = await read(clerk);
  expect(register?.pupils.map((pupil) => pupil.marks.map((mark) => [mark.code, mark.by]))).toEqual([
    [
      ["A", "Ann Abe"],
      ["T", "Ola Office"],
    ],
    [],
    [],
  ]);
  expect(register?.seen).toBe(newest?.id);
  expect(await rows()).toHaveLength(3);
});

test("another teacher's section does not exist for a teacher", async () => {
  expect(
    await database.web.asActor(teacher, (tx) =>
      readRegister(tx, { schoolId: 10, date, sectionNumber: 102, period: null }, { today: date }),
    ),
  ).toBeNull();
});

const queued = async () =>
  (await database.admin`select name from pgboss.job`).map(({ name }) => name as string);

test("claims are settled anew where something said before is corrected, not for a day's first register", async () => {
  await save(teacher, { 1001: says("A"), 1003: says("T", { minutesLate: 12 }) });
  await save(teacher, { 1001: says("A"), 1003: says("T", { minutesLate: 15 }) });
  expect(await queued()).toEqual([]);
  const seen = 1_000_000;
  await save(clerk, { 1001: says("I") }, { submission: null, reason: "mother called", seen });
  expect(await queued()).toEqual(["settle-claims"]);
  await database.admin`delete from pgboss.job`;
  // Nobody had said anything of this pupil: the register said that they were there.
  await save(clerk, { 1002: says("I") }, { submission: null, reason: "mother called", seen });
  expect(await queued()).toEqual(["settle-claims"]);
  await database.admin`delete from pgboss.job`;
  await save(clerk, { 1001: says("I") }, { date: Temporal.PlainDate.from("2026-10-13") });
  expect(await queued()).toEqual(["settle-claims"]);
});

test("a correction that fails in the end asks for nothing", async () => {
  const posting = { schoolId: 10, date, sectionNumber: 101, period: null, seen: 1_000_000, submission: null };
  await save(teacher, { 1001: says("A") });
  const failing = database.web.asActor(clerk, async (tx) => {
    const marks = new Map([[1001, says("I")]]);
    const doing = { clock, jobs: queue.jobs };
    const recorded = await recordRegister(tx, clerk, doing, { ...posting, marks, reason: "call" });
    expect(recorded).toEqual({ kind: "saved", changed: 1 });
    throw new Error("the database went away");
  });
  await expect(failing).rejects.toThrow("the database went away");
  expect(await rows()).toHaveLength(1);
  expect(await queued()).toEqual([]);
});
