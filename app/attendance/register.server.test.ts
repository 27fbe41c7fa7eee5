import { afterAll, beforeEach, expect, test } from "vitest";
import { clerk, date, openRoomOne, other, says, teacher } from "../../tests/attendance/room-one.ts";
import { readRegister } from "./read-register.server.ts";

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
