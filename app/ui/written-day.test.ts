import { expect, test } from "vitest";
import { shortDay, writtenDay } from "./written-day.ts";

test("a day is written as staff say it", () => {
  expect(writtenDay("2026-11-23")).toBe("Mon, Nov 23, 2026");
  expect(writtenDay(Temporal.PlainDate.from("2027-02-28"))).toBe("Sun, Feb 28, 2027");
  expect(shortDay("2026-09-03")).toBe("Thu, Sep 3");
});

test("what is not a day is refused", () => {
  expect(() => writtenDay("2026-02-30x")).toThrow(RangeError);
});
