import { expect, test } from "vitest";
import { whole } from "./session-form.ts";

test.each([
  ["1", 1],
  [" 999999999 ", 999_999_999],
  ["0", null],
  ["1000000000", null],
  ["99999999999999999999", null],
  ["1.5", null],
  ["1e3", null],
  ["", null],
])("the StaffID %j of a form is read as %j", (typed, read) => {
  const parsed = whole(1, 999_999_999, "Choose the teacher.").safeParse(typed);
  expect(parsed.success ? parsed.data : null).toBe(read);
});
