import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarOf, schoolYearOf, termsOf } from "./calendar.ts";
import { firstDayOf } from "./holidays.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const codeOn = (year: number, kind: "elementary" | "high", date: string) =>
  calendarOf(year, kind).find((row) => row.date.equals(day(date)))?.holidayCode;

describe("the school year", () => {
  test("has 180 instructional days from mid August to June in any year", () => {
    for (let year = 1990; year <= 2070; year++) {
      const rows = calendarOf(year, "elementary");
      const taught = rows.filter((row) => row.instructional);
      expect(taught).toHaveLength(180);
      expect([1, 3]).toContain(taught[0]!.date.dayOfWeek);
      expect(Math.abs(taught[0]!.date.until(`${year}-08-12`).days)).toBeLessThanOrEqual(3);
      expect(taught.at(-1)!.date.month).toBe(6);
      expect(taught.at(-1)!.date.day).toBeLessThanOrEqual(19);
    }
  });

  test("numbers every weekday row without gaps and groups twenty to a month", () => {
    const rows = calendarOf(2026, "high");
    expect(rows.map((row) => row.number)).toEqual(rows.map((_, index) => index + 1));
    expect(rows.filter((row) => row.month === 3)).toHaveLength(20);
    expect(rows.every((row) => row.date.dayOfWeek <= 5)).toBe(true);
    for (let index = 1; index < rows.length; index++) {
      const gap = rows[index - 1]!.date.until(rows[index]!.date).days;
      expect(gap).toBe(rows[index]!.date.dayOfWeek === 1 ? 3 : 1);
    }
  });

  test("closes on the holidays of 2026-27", () => {
    for (const date of [
      "2026-09-07",
      "2026-11-11",
      "2026-11-26",
      "2026-12-25",
      "2027-01-18",
      "2027-02-15",
      "2027-05-31",
    ]) {
      expect([date, codeOn(2026, "elementary", date)]).toEqual([date, "#"]);
    }
    expect(codeOn(2026, "elementary", "2026-11-25")).toBe("@");
    expect(codeOn(2026, "elementary", "2026-10-12")).toBe("$");
    expect(codeOn(2026, "elementary", "2026-11-04")).toBe("+");
    expect(codeOn(2026, "high", "2026-10-07")).toBe("%");
    expect(codeOn(2026, "high", "2026-10-08")).toBe("");
  });

  test("ends its last term on the last day of instruction", () => {
    const rows = calendarOf(2026, "high");
    const last = rows.findLast((row) => row.instructional)!.date;
    expect(termsOf(rows, "high").at(-1)!.end.equals(last)).toBe(true);
  });

  test("is the one just ended until instruction starts again", () => {
    const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => day("1990-01-01").add({ days }));
    fc.assert(
      fc.property(anyDay, (today) => {
        const year = schoolYearOf(today);
        expect(Temporal.PlainDate.compare(firstDayOf(year), today)).toBeLessThanOrEqual(0);
        expect(Temporal.PlainDate.compare(today, firstDayOf(year + 1))).toBeLessThan(0);
      }),
    );
    expect(schoolYearOf(day("2026-08-11"))).toBe(2025);
    expect(schoolYearOf(day("2026-08-12"))).toBe(2026);
  });
});
