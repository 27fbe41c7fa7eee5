import { expect, test } from "vitest";
import { importFile } from "./import-file.ts";
import type { OutgoingMark } from "./outgoing.ts";

const mark = (pupilId: number, date: string, period: string, ourCode: string | null): OutgoingMark => ({
  pupilId,
  date: Temporal.PlainDate.from(date),
  period,
  aeriesCode: null,
  ourCode,
  markId: 1,
});
const keys = {
  dayNumbers: new Map([
    ["2026-10-14", 46],
    ["2026-10-15", 47],
  ]),
  studentNumbers: new Map([
    [1001, 90],
    [1002, 7],
  ]),
};

test("a line a mark, by day, student number and period, whatever order they come in", () => {
  const marks = [
    mark(1001, "2026-10-15", "2", "A"),
    mark(1001, "2026-10-14", "", null),
    mark(1002, "2026-10-15", "", "T"),
    mark(1001, "2026-10-15", "1", "U"),
  ];
  const text =
    "SC,SN,DY,DT,Period,Code\r\n" +
    "10,90,46,2026-10-14,AL,\r\n" +
    "10,7,47,2026-10-15,AL,T\r\n" +
    "10,90,47,2026-10-15,1,U\r\n" +
    "10,90,47,2026-10-15,2,A\r\n";
  expect(importFile(10, marks, keys)).toBe(text);
  expect(importFile(10, marks.toReversed(), keys)).toBe(text);
});

test("no cell can run in a spreadsheet, break its line, or change a code of one character", () => {
  const period = (name: string) =>
    importFile(10, [mark(1001, "2026-10-14", name, "A")], keys)
      ?.split("\r\n")
      .slice(1, -1)
      .join("\r\n");
  expect(period("=1+1")).toBe("10,90,46,2026-10-14,'=1+1,A");
  expect(period('@SUM("x",1)')).toBe(`10,90,46,2026-10-14,"'@SUM(""x"",1)",A`);
  expect(period("Flex,1")).toBe('10,90,46,2026-10-14,"Flex,1",A');
  expect(period("\r\n10,1")).toBe(`10,90,46,2026-10-14,"'\r\n10,1",A`);
  expect(importFile(10, [mark(1001, "2026-10-14", "", "+")], keys)).toContain(",AL,+\r\n");
});

test("a mark without a number for its pupil or its day makes no file at all", () => {
  const good = mark(1001, "2026-10-14", "", "A");
  expect(importFile(10, [good, mark(1003, "2026-10-14", "", "A")], keys)).toBeNull();
  expect(importFile(10, [good, mark(1001, "2026-10-17", "", "A")], keys)).toBeNull();
});
