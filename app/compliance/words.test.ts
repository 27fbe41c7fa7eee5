import { expect, test } from "vitest";
import { inWords } from "./words.ts";

test.for([
  [null, "–"],
  [{}, "–"],
  ["here", "here"],
  [{ code: "A", minutesLate: 12 }, "code A, minutes late 12"],
  [{ school_year: 2026, code: null }, "school year 2026, code none"],
  [
    [
      { pupil: 1001, code: "A" },
      { pupil: 1002, code: null },
    ],
    "pupil 1001, code A; pupil 1002, code none",
  ],
  [{ marks: [], all: true, place: { room: "1" } }, "marks none, all yes, place (room 1)"],
] as const)("%j is said as %s", ([value, words]) => {
  expect(inWords(value)).toBe(words);
});
