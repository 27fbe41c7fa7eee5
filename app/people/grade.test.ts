import { describe, expect, it } from "vitest";
import { gradeFromAeries, gradeLabel, grades, gradeToAeries, isKindergarten } from "./grade.ts";

describe("a grade", () => {
  it("is -1 for TK and 0 for K in Aeries", () => {
    expect([-1, 0, 1, 12].map(gradeFromAeries)).toEqual(["TK", "K", 1, 12]);
    expect(grades.map(gradeToAeries).map(gradeFromAeries)).toEqual(grades);
  });

  it("is none for preschool, adult education or a broken number", () => {
    expect([-2, 13, 18, 1.5, Number.NaN].map(gradeFromAeries)).toEqual([null, null, null, null, null]);
  });

  it("is written as the office says it", () => {
    expect([gradeLabel("TK"), gradeLabel(4)]).toEqual(["TK", "grade 4"]);
    expect(grades.filter(isKindergarten)).toEqual(["TK", "K"]);
  });
});
