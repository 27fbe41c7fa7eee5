import { afterAll, beforeEach, expect, test } from "vitest";
import { clerk, clock, date, openRoomOne, other, says, teacher } from "../../tests/attendance/room-one.ts";
import { readRegister } from "./read-register.server.ts";
import { inForceOf, type PostedMark } from "./register.ts";

const oak = await openRoomOne();
const { database, read, save, rows } = oak;
beforeEach(() => oak.empty());
afterAll(() => oak.close());

test("a register is read with its class, codes and pupils, and offers absent and tardy at once", async () => {
  const register = await read(teacher);
  expect(register?.pupils.map((pupil) => pupil.lastName)).toEqual(["Adams", "Baker", "Chavez"]);
  expect(register?.teachers).toEqual([{ id: 501, name: "Ann Abe" }]);
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

test("a register names who teaches the class on its day", async () => {
  await database.admin`insert into section_staff (school_id, section_number, staff_id, is_primary, starts_on, ends_on) values
    (10, 101, 502, false, null, ${date.subtract({ days: 1 }).toString()}), (10, 101, 504, false, ${date.toString()}, null)`;
  expect((await read(clerk))?.teachers.map(({ name }) => name)).toEqual(["Ann Abe", "Di Dole"]);
  await database.admin`delete from section_staff where section_number = 101 and staff_id in (502, 504)`;
});

test("minutes of what is no tardy are not kept, and a change of minutes is on record", async () => {
  await save(teacher, { 1001: says("T", { minutesLate: 5 }), 1002: says("A", { minutesLate: 12 }) });
  await save(teacher, { 1001: says("T", { minutesLate: 45 }), 1002: says("A") });
  expect(
    (await database.admin`select pupil_id, code, minutes_late from mark order by id`).map((row) => [
      ...Object.values(row),
    ]),
  ).toEqual([
    [1001, "T", 5],
    [1002, "A", null],
    [1001, "T", 45],
  ]);
  expect(
    (await database.admin`select before, after from audit_entry order by id`).map((row) => ({ ...row })),
  ).toEqual([
    { before: { 1001: null, 1002: null }, after: { 1001: "T, 5 minutes late", 1002: "A" } },
    { before: { 1001: "T, 5 minutes late" }, after: { 1001: "T, 45 minutes late" } },
  ]);
});

test("what could not be read is told before anything is saved, but for minutes that nobody sees", async () => {
  const unreadable = {
    field: "minutes",
    text: "give the minutes late as a whole number, such as 12",
  } as const;
  const errors = new Map([[1001, unreadable]]);
  expect(await save(teacher, { 1001: says("T") }, { errors })).toMatchObject({ kind: "mistyped", errors });
  expect(await save(teacher, { 1001: says("A") }, { errors })).toMatchObject({ kind: "saved", changed: 1 });
});

test("another teacher's section does not exist for a teacher", async () => {
  expect(
    await database.web.asActor(teacher, (tx) =>
      readRegister(tx, { schoolId: 10, date, sectionNumber: 102, period: null }, { today: date }),
    ),
  ).toBeNull();
});
