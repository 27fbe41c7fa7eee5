import { describe, expect, it } from "vitest";
import { formatDay } from "./day.ts";
import { type HolidayCode, isHolidayCode, isInstructional, lastSchoolDayOnOrBefore } from "./school-day.ts";

const row = (date: string, holidayCode: HolidayCode = "") => ({
  date: Temporal.PlainDate.from(date),
  dayNumber: 1,
  holidayCode,
  attendanceMonth: 1,
  monthLocked: false,
});

describe("a school day", () => {
  it.each([
    ["", true],
    ["%", true],
    ["+", true],
    ["@", false],
    ["#", false],
    ["$", false],
  ] as const)("coded %j is instructional: %s", (code, taught) => {
    expect(isInstructional({ holidayCode: code })).toBe(taught);
  });

  it("is not a date missing from the calendar", () => {
    expect(isInstructional(null)).toBe(false);
  });

  it("knows only the codes of Aeries", () => {
    expect(isHolidayCode("%")).toBe(true);
    expect(isHolidayCode("toString")).toBe(false);
  });

  it("is found on or before a date, over a holiday and a weekend, in any order of rows", () => {
    const days = [row("2026-09-08"), row("2026-09-07", "#"), row("2026-09-04"), row("2026-09-03")];
    const on = (date: string) => {
      const found = lastSchoolDayOnOrBefore(days, Temporal.PlainDate.from(date));
      return found && formatDay(found.date);
    };
    expect(on("2026-09-08")).toBe("2026-09-08");
    expect(on("2026-09-07")).toBe("2026-09-04");
    expect(on("2026-09-02")).toBeNull();
  });
});
