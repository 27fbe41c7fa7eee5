import { expect, test } from "vitest";
import type { Category } from "#app/attendance/category.ts";
import { codeOfDay } from "./code-of-day.ts";

const codes: Record<string, Category> = { U: "UNEXCUSED", I: "EXCUSED", T: "TARDY_UNEXCUSED", S: "SUSP_OUT" };
const said = (...each: (string | null)[]) => codeOfDay(each, (code) => codes[code] ?? null);

test.each([
  [["U"], "UNEXCUSED", "U"],
  [["I", "U"], "UNEXCUSED", "U"],
  [["U", "S", "I"], "SUSP_OUT", "S"],
  [["U", null], "PRESENT", null],
  [["U", "T"], "PRESENT", "T"],
  [[null, null], "PRESENT", null],
])("%j come to %s, and %s says so", (periods, category, code) => {
  expect(said(...periods)).toEqual({ category, code });
});

test("no period due is no day", () => {
  expect(said()).toEqual({ category: null, code: null });
});
