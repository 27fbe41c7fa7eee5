import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { displayDay, formatDay, isWeekend, mondayOf, parseDay, spanHolds, weekdayOf } from "./day.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const anyDay = fc
  .integer({ min: 0, max: 20_000 })
  .map((days) => Temporal.PlainDate.from("2000-01-01").add({ days }));

describe("a day", () => {
  it("is read from YYYY-MM-DD", () => {
    expect(parseDay(" 2026-09-03 ")).toEqual({ ok: true, value: day("2026-09-03") });
  });

  it.each([
    "",
    "9/3/2026",
    "2026-9-3",
    "2026-09-03T00:00:00",
    "tomorrow",
  ])("refuses %j with an example", (text) => {
    expect(parseDay(text)).toEqual({
      ok: false,
      reason: "Enter a date as year-month-day, such as 2026-09-03.",
    });
  });

  it.each(["2026-02-30", "2026-13-01", "2027-02-29"])("says that %s does not exist", (text) => {
    const read = parseDay(text);
    expect(read).toMatchObject({ ok: false, reason: expect.stringContaining(`no ${text} in the calendar`) });
  });

  it.each([
    "0000-01-01",
    "0001-01-01",
    "1899-12-31",
    "3000-01-01",
    "9999-12-31",
  ])("refuses %s for its year", (text) => {
    expect(parseDay(text)).toEqual({
      ok: false,
      reason: `Check the year of ${text}: it lies from 1900 to 2999.`,
    });
  });

  it.each(["1900-01-01", "2999-12-31"])("takes %s", (text) => {
    expect(parseDay(text)).toEqual({ ok: true, value: day(text) });
  });

  it("comes back from its own text", () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const read = parseDay(formatDay(date));
        expect(read.ok && read.value.equals(date)).toBe(true);
      }),
    );
  });

  it("reads well", () => {
    expect(displayDay(day("2026-09-03"))).toBe("September 3, 2026");
    expect(weekdayOf(day("2026-09-03"))).toBe("Thursday");
    expect([isWeekend(day("2026-09-04")), isWeekend(day("2026-09-05"))]).toEqual([false, true]);
  });

  it("belongs to the week of the Monday before it", () => {
    expect(formatDay(mondayOf(day("2026-09-07")))).toBe("2026-09-07");
    expect(formatDay(mondayOf(day("2026-09-13")))).toBe("2026-09-07");
    fc.assert(
      fc.property(anyDay, (date) => {
        const monday = mondayOf(date);
        expect(weekdayOf(monday)).toBe("Monday");
        expect(monday.until(date).days).toBeLessThan(7);
      }),
    );
  });

  it("lies in a span from its first day to its last, both included", () => {
    const span = { from: day("2026-09-01"), through: day("2026-09-30") };
    expect(spanHolds(span, day("2026-08-31"))).toBe(false);
    expect(spanHolds(span, day("2026-09-01"))).toBe(true);
    expect(spanHolds(span, day("2026-09-30"))).toBe(true);
    expect(spanHolds(span, day("2026-10-01"))).toBe(false);
    expect(spanHolds({ ...span, through: null }, day("2030-01-01"))).toBe(true);
  });
});
