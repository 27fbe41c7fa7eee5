import { expect, test } from "vitest";
import { literal, toWinAnsi, wrapped } from "./pdf-text.ts";

test("letters that the fonts have stay, others lose their marks or show that something is missing", () => {
  expect(toWinAnsi("García-Muñoz")).toBe("García-Muñoz");
  expect(toWinAnsi("Nguyễn Thị")).toBe("Nguyen Thi");
  expect(toWinAnsi("“yes” – 3…")).toBe("\x93yes\x94 \x96 3\x85");
  expect(toWinAnsi("王 Li")).toBe("? Li");
});

test("a string cannot end itself", () => {
  expect(literal("a (b) \\ c")).toBe("(a \\(b\\) \\\\ c)");
});

test("text is broken between words, and loses none", () => {
  const lines = wrapped("one two three fourteen", 7, (word) => word.length);
  expect(lines).toEqual(["one two", "three", "fourteen"]);
  expect(wrapped("", 7, (word) => word.length)).toEqual([""]);
});
