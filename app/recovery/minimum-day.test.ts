import { describe, expect, it } from "vitest";
import type { Grade } from "#app/people/grade.ts";
import { minimumDay, type Program } from "./minimum-day.ts";

describe("the minimum day", () => {
  it.each<[Grade, number, string]>([
    ["TK", 180, "EC 46117"],
    ["K", 180, "EC 46117"],
    [1, 230, "EC 46112"],
    [3, 230, "EC 46112"],
    [4, 240, "EC 46113"],
    [8, 240, "EC 46113"],
    [9, 240, "EC 46141"],
    [12, 240, "EC 46141"],
  ])("of grade %s is %i (%s)", (grade, minutes, citation) => {
    expect(minimumDay({ ownMinutes: null, program: "regular", grade })).toMatchObject({
      minutes,
      citation,
      basis: "grade",
    });
  });

  it.each<[Program, number]>([
    ["continuation", 180],
    ["opportunity", 180],
    ["community_day", 360],
    ["county_community", 240],
    ["juvenile_court", 240],
  ])("of %s is %i whatever the grade", (program, minutes) => {
    expect(minimumDay({ ownMinutes: null, program, grade: 2 })).toMatchObject({ minutes, basis: "program" });
  });

  it("is the pupil's own value before all others, unless it is empty", () => {
    expect(minimumDay({ ownMinutes: 150, program: "community_day", grade: 9 })).toMatchObject({
      minutes: 150,
      basis: "own value",
    });
    expect(minimumDay({ ownMinutes: 0, program: "regular", grade: 2 }).minutes).toBe(230);
  });
});
