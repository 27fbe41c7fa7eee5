import { describe, expect, it } from "vitest";
import { checkStas, type StasRow, stasLines } from "./stas.ts";

const row = (days: number, change: Partial<StasRow> = {}): StasRow => ({
  pupilId: 1,
  stateId: "1234567890",
  schoolId: 10,
  cdsCode: "01612596001234",
  days,
  ...change,
});
const other = { schoolId: 20, cdsCode: "01612596005678" };

describe("the checks of STAS 13.24", () => {
  it.each([
    ["7.5 days", [row(7.5)], ["STAS0739"]],
    ["11 days", [row(11)], ["STAS0739"]],
    ["6 days at one school and 5 at another", [row(6), row(5, other)], ["STAS0740E1"]],
    ["6 and 4", [row(6), row(4, other)], []],
    ["0 and 10", [row(0), row(10, { ...other, pupilId: 2, stateId: "1234567891" })], []],
    ["less than none", [row(-1)], ["STAS0739"]],
  ])("AR-35: %s", (_what, rows, expected) => {
    expect(checkStas(rows).map(({ check }) => check)).toEqual(expected);
  });

  it("knows one pupil by the state ID, whatever number the schools use", () => {
    expect(checkStas([row(6), row(5, { ...other, pupilId: 2 })]).map(({ check }) => check)).toEqual([
      "STAS0740E1",
    ]);
  });

  it("names a pupil without a state ID and a school without a code", () => {
    const problems = checkStas([row(1, { stateId: null }), row(1, { pupilId: 2, cdsCode: "" })]);
    expect(problems.map(({ check, pupilId }) => [check, pupilId])).toEqual([
      ["SSID", 1],
      ["CDS", 2],
    ]);
  });

  it("writes one line a pupil and school", () => {
    expect(stasLines([row(3)])[1]).toEqual(["1234567890", "01612596001234", "3"]);
  });
});
