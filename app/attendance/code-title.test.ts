import { expect, test } from "vitest";
import { writtenTitle } from "./code-title.ts";

test("capitals become words, abbreviations and written titles stay", () => {
  expect(
    ["UNVERIFIED", "FIELD TRIP", "IS COMPLET", "ISS", "Absent", "ILLNESS 2", ""].map(writtenTitle),
  ).toEqual(["Unverified", "Field trip", "IS complet", "ISS", "Absent", "Illness 2", ""]);
});
