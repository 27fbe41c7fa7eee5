import fc from "fast-check";
import { expect, test } from "vitest";
import { findColumns, lineOf, readSheet, sheetText } from "./sheet.ts";
import { sheetDay, sheetTime } from "./sheet-values.ts";

const cells = (text: string) => readSheet(text).map((row) => row.cells);

test("a byte order mark, any line ends, quotes, semicolons and tabs are read alike", () => {
  const expected = [
    ["SN", "Comment"],
    ["1", 'AR, "Sat"'],
    ["2", ""],
  ];
  expect(cells('\uFEFFSN,Comment\r\n1,"AR, ""Sat"""\r\n\r\n2,\r\n')).toEqual(expected);
  expect(cells('SN;Comment\n1;"AR, ""Sat"""\n2;')).toEqual(expected);
  expect(cells('SN\tComment\r 1 \tAR, "Sat"\r2\t\r')).toEqual(expected);
  expect(cells('a,b\n"two\nlines",x')).toEqual([
    ["a", "b"],
    ["two\nlines", "x"],
  ]);
  expect(cells(" \r\n,,\r\n")).toEqual([]);
});

test("what was read is written so that it reads the same", () => {
  const cell = fc.stringMatching(/^[a-z0-9",;\t ]{0,8}$/).map((text) => text.trim());
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }), (rows) => {
      const full = [["SN", "DT", "IN", "OUT"], ...rows.filter((row) => row.some((each) => each !== ""))];
      const text = sheetText(full.map((row, index) => ({ number: index + 1, cells: row })));
      expect(cells(text)).toEqual(full);
      expect(sheetText(readSheet(text))).toBe(text);
    }),
  );
  expect(lineOf(["a\nb", "c"])).toBe('"a b",c');
});

const columns = [
  { key: "number", title: "Student number", names: ["Student number", "SN"], needed: true },
  { key: "date", title: "Date", names: ["Date", "DT"], needed: true },
  { key: "session", title: "Session", names: ["Session"], needed: false },
] as const;

test("columns are found whatever their case and order; a wrong one is named with what is expected", () => {
  expect(findColumns(["session", "DT", "student_NUMBER"], columns)).toEqual({
    ok: true,
    at: { session: 0, date: 1, number: 2 },
  });
  expect(findColumns(["SN", "Datum"], columns)).toEqual({
    ok: false,
    sentence:
      "The first row has no column “Date”. Not known: “Datum”. Expected: Student number, Date, Session (may be left out).",
  });
  expect(findColumns(["SN", "Student number", "Date"], columns)).toMatchObject({ ok: false });
});

test("days and times as check-in systems write them", () => {
  for (const text of ["2026-10-17", "10/17/2026", "2026-10-17T00:00:00", "10/17/2026 12:00:00 AM"])
    expect(sheetDay(text)).toEqual({ ok: true, value: Temporal.PlainDate.from("2026-10-17") });
  expect(sheetDay("2/30/2026")).toMatchObject({ ok: false });
  expect(sheetDay("Saturday")).toMatchObject({ ok: false, reason: expect.stringContaining("10/17/2026") });
  const minutes = (text: string) => {
    const read = sheetTime(text);
    return read.ok ? read.value.minute : read.reason;
  };
  expect(["8:05", "08:05:30", "8:05 AM", "12:00 am", "12:30 PM", "1:05pm", "13:05"].map(minutes)).toEqual([
    485, 485, 485, 0, 750, 785, 785,
  ]);
  expect(sheetTime("10/17/2026 8:05 AM")).toEqual({
    ok: true,
    value: { minute: 485, date: Temporal.PlainDate.from("2026-10-17") },
  });
  for (const text of ["25:00", "13:00 pm", "noon", "8"]) expect(sheetTime(text).ok).toBe(false);
});
