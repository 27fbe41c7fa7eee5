import { expect, test } from "vitest";
import { readSearch } from "./pupil-search.ts";

test("digits are a number, letters are names in any order, and nothing is nothing", () => {
  expect(readSearch(" 1001 ")).toEqual({ number: 1001 });
  expect(readSearch("Adams, Sam")).toEqual({ words: ["Adams", "Sam"] });
  expect(readSearch("García")).toEqual({ words: ["García"] });
  expect([readSearch("  "), readSearch("% _"), readSearch("1234567890")]).toEqual([null, null, null]);
});
