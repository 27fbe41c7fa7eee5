import { expect, test } from "vitest";
import { markInWords } from "./mark-words.ts";

test("a mark in words has its minutes and its note, where it has them", () => {
  expect(markInWords("Absent", { minutesLate: null, note: null })).toBe("Absent");
  expect(markInWords("Tardy", { minutesLate: 1, note: "" })).toBe("Tardy, 1 minute late");
  expect(markInWords("Tardy", { minutesLate: 12, note: "bus" })).toBe("Tardy, 12 minutes late, note: bus");
  expect(markInWords("Present", { minutesLate: null, note: "left at ten" })).toBe(
    "Present, note: left at ten",
  );
});
