import { expect, test } from "vitest";
import { isStandard, literal, toWinAnsi, wrapped } from "./pdf-text.ts";

test("Western European letters and signs are in the standard fonts, and others are not", () => {
  expect(isStandard("García-Muñoz")).toBe(true);
  expect(toWinAnsi("García-Muñoz")).toBe("García-Muñoz");
  expect(isStandard("“yes” – 3…\n4")).toBe(true);
  expect(toWinAnsi("“yes” – 3…\n4")).toBe("\x93yes\x94 \x96 3\x85 4");
  for (const name of ["Nguyễn Thị", "Haкобян", "Łukasz", "王 Li"]) expect(isStandard(name)).toBe(false);
});

test("a string cannot end itself", () => {
  expect(literal("a (b) \\ c")).toBe("(a \\(b\\) \\\\ c)");
});

test("text is broken between words, and loses none", () => {
  const lines = wrapped("one two three fourteen", 7, (word) => word.length);
  expect(lines).toEqual(["one two", "three", "fourteen"]);
  expect(wrapped("", 7, (word) => word.length)).toEqual([""]);
});
