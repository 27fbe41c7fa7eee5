import { expect, test } from "vitest";
import { heldBy } from "./misfit.ts";

const bad = (StudentID: unknown) => ({ key: "a row", reason: "StudentID is wrong.", raw: { StudentID } });

test.each([1, 1001, "1001", " 1001 ", 2_147_483_647])("a bad row that names %j holds it alone", (named) => {
  expect(heldBy([bad(named)], "StudentID")).toEqual(new Set([Number(named)]));
});

test.each([
  undefined,
  null,
  "",
  " ",
  0,
  "0",
  -5,
  false,
  true,
  [],
  [5],
  "0x10",
  "no. 5",
  1.5,
  2_147_483_648,
  "99999999999",
  1e20,
])("one that names %j may be about anyone", (named) => {
  expect(heldBy([bad(1001), bad(named)], "StudentID")).toBe("anyone");
});
