import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Category, categories } from "./category.ts";
import { wholeDay } from "./whole-day.ts";

describe("a whole day", () => {
  it("absent in periods 1 to 5 and present in 6 is no absence", () => {
    expect(wholeDay(["UNEXCUSED", "UNEXCUSED", "UNEXCUSED", "UNEXCUSED", "UNEXCUSED", null])).toBe("PRESENT");
  });

  it.each<[(Category | null)[], Category | null]>([
    [[], null],
    [[null], "PRESENT"],
    [["TARDY_TRUANT"], "TARDY_TRUANT"],
    [["EXCUSED", "EXCUSED"], "EXCUSED"],
    [["SUSP_IN", "SUSP_IN"], "SUSP_IN"],
    [["EXCUSED", "UNEXCUSED"], "UNEXCUSED"],
    [["EXCUSED", "UNVERIFIED", "UNEXCUSED"], "UNVERIFIED"],
    [["EXCUSED", "SUSP_OUT"], "SUSP_OUT"],
    [["IS_ADA", "EXCUSED"], "EXCUSED"],
    [["TARDY_EXCUSED", "UNEXCUSED"], "PRESENT"],
  ])("of %j is %s", (periods, day) => {
    expect(wholeDay(periods)).toBe(day);
  });

  it("does not depend on the order of periods, and is recoverable only when every period is absent", () => {
    const anyPeriod = fc.constantFrom(null, ...(Object.keys(categories) as Category[]));
    fc.assert(
      fc.property(fc.array(anyPeriod, { minLength: 1, maxLength: 7 }), (periods) => {
        const day = wholeDay(periods) as Category;
        expect(wholeDay(periods.toReversed())).toBe(day);
        if (categories[day].recoverable === "yes")
          expect(
            periods.every(
              (period) => (period !== null && !categories[period].countsAda) || period === "IS_ADA",
            ),
          ).toBe(true);
      }),
    );
  });
});
