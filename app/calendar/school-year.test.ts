import { describe, expect, it } from "vitest";
import { formatDay } from "./day.ts";
import type { SchoolDay } from "./school-day.ts";
import {
  countSchoolMonths,
  fiscalYearBounds,
  numberedSchoolMonths,
  periodEnd,
  periodMonths,
  schoolYearLabel,
  schoolYearOf,
} from "./school-year.ts";

const day = (text: string) => Temporal.PlainDate.from(text);

function weeks(from: string, count: number, change: Partial<SchoolDay> = {}): SchoolDay[] {
  return Array.from({ length: count * 5 }, (_, index) => ({
    date: day(from).add({ days: Math.floor(index / 5) * 7 + (index % 5) }),
    dayNumber: index + 1,
    holidayCode: "",
    attendanceMonth: 1,
    monthLocked: false,
    ...change,
  }));
}

describe("a school year", () => {
  it.each([
    ["2026-07-01", 2026],
    ["2026-12-31", 2026],
    ["2027-06-25", 2026],
    ["2027-06-30", 2026],
    ["2027-07-06", 2027],
  ])("holds %s in %i", (date, year) => {
    expect(schoolYearOf(day(date))).toBe(year);
  });

  it("runs from 1 July to 30 June and is written with both years", () => {
    const bounds = fiscalYearBounds(2026);
    expect([formatDay(bounds.from), formatDay(bounds.through)]).toEqual(["2026-07-01", "2027-06-30"]);
    expect([schoolYearLabel(2026), schoolYearLabel(2099)]).toEqual(["2026-27", "2099-00"]);
  });
});

describe("school months", () => {
  it("count four weeks from the Monday of the first week in session, holidays in, vacations out", () => {
    const august = weeks("2026-08-17", 4).filter((row) => formatDay(row.date) !== "2026-08-17");
    const labor = august.map((row) =>
      formatDay(row.date) === "2026-09-07" ? { ...row, holidayCode: "#" as const } : row,
    );
    const calendar = [
      ...labor,
      ...weeks("2026-09-14", 3),
      ...weeks("2026-10-05", 1, { holidayCode: "@" }),
      ...weeks("2026-10-12", 1),
      ...weeks("2026-10-19", 2),
    ];
    expect(
      countSchoolMonths(calendar.toReversed()).map((end) => [end.month, formatDay(end.lastDay), end.full]),
    ).toEqual([
      [1, "2026-09-11", true],
      [2, "2026-10-16", true],
      [3, "2026-10-30", false],
    ]);
  });

  it("are read from a calendar that numbers them", () => {
    const calendar = [
      ...weeks("2026-08-17", 4, { attendanceMonth: 1 }),
      ...weeks("2026-09-14", 2, { attendanceMonth: 2 }),
    ];
    expect(
      numberedSchoolMonths(calendar).map((end) => [end.month, formatDay(end.lastDay), end.full]),
    ).toEqual([
      [1, "2026-09-11", true],
      [2, "2026-09-25", false],
    ]);
    expect(numberedSchoolMonths([])).toEqual([]);
  });
});

describe("reporting periods", () => {
  const ends = [
    ["2026-09-11", 1],
    ["2026-10-09", 2],
    ["2026-11-06", 3],
    ["2026-12-04", 4],
    ["2027-01-15", 5],
    ["2027-02-12", 6],
    ["2027-03-12", 7],
    ["2027-04-09", 8],
    ["2027-05-07", 9],
  ].map(([lastDay, month]) => ({ month: Number(month), lastDay: day(String(lastDay)), full: true }));

  it("P-1 ends with the last month full by 31 December", () => {
    expect(periodEnd("P-1", ends, 2026)?.toString()).toBe("2026-12-04");
    expect(periodMonths("P-1", ends, 2026).map((end) => end.month)).toEqual([1, 2, 3, 4]);
  });

  it("P-2 ends with the last month full by 15 April", () => {
    expect(periodEnd("P-2", ends, 2026)?.toString()).toBe("2027-04-09");
    expect(periodMonths("P-2", ends, 2026)).toHaveLength(8);
  });

  it("a month that ends on the very day counts, one a day later does not", () => {
    const on = [{ month: 1, lastDay: day("2026-12-31"), full: true }];
    const after = [{ month: 1, lastDay: day("2027-01-01"), full: true }];
    expect(periodEnd("P-1", on, 2026)?.toString()).toBe("2026-12-31");
    expect(periodEnd("P-1", after, 2026)).toBeNull();
  });

  it("a short month never ends P-1, and another year's months are not ours", () => {
    expect(periodEnd("P-1", [{ month: 4, lastDay: day("2026-12-18"), full: false }], 2026)).toBeNull();
    expect(periodEnd("P-2", ends, 2027)).toBeNull();
  });

  it("Annual is the fiscal year", () => {
    expect(periodEnd("Annual", ends, 2026)?.toString()).toBe("2027-06-30");
    expect(
      periodMonths("Annual", [{ month: 9, lastDay: day("2027-05-28"), full: false }], 2026),
    ).toHaveLength(1);
  });
});
