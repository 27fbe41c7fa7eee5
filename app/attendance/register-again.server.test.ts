import { afterAll, beforeEach, expect, test } from "vitest";
import { clerk, clock, openRoomOne, other, says, teacher } from "../../tests/attendance/room-one.ts";
import { inForceOf, type PostedMark } from "./register.ts";

const oak = await openRoomOne();
const { database, read, save, rows } = oak;
beforeEach(() => oak.empty());
afterAll(() => oak.close());

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
  const { seen } = (await read(clerk))!;
  expect(
    await save(clerk, { 1001: says("U", { resolve: "mine" }), 1002: says("U") }, { seen }),
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
  expect(await save(clerk, { 1001: mine }, { seen: (await read(clerk))!.seen })).toMatchObject({
    kind: "saved",
    changed: 1,
  });
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

test("a form sent again does not take back what its author has said since", async () => {
  const submission = crypto.randomUUID();
  const form = { 1001: says("A"), 1002: says(null) };
  await save(teacher, form, { submission });
  clock.move({ minutes: 5 });
  await save(teacher, { 1001: says("T", { minutesLate: 5 }) }, { seen: 1e9 });
  expect(await save(teacher, form, { submission })).toEqual({ kind: "already" });
  expect((await rows()).map(({ code }) => code)).toEqual(["A", "T"]);
  // Its other pupils may still be changed on the page that the browser kept.
  expect(await save(teacher, { ...form, 1002: says("A") }, { submission })).toMatchObject({ changed: 1 });
});

test("two people save the same register at the same moment: one follows the other, none is lost", async () => {
  const [one, two] = await Promise.all([save(clerk, { 1001: says("U") }), save(other, { 1001: says("I") })]);
  expect([one.kind, two.kind].sort()).toEqual(["clash", "saved"]);
});
