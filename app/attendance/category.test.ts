import { describe, expect, it } from "vitest";
import {
  type AbsenceCodeFlags,
  type Category,
  categories,
  categoryFromFlags,
  isCategory,
} from "./category.ts";

const plain: AbsenceCodeFlags = {
  typeCode: 2,
  countsForAda: false,
  isSuspension: false,
  isPartialDayTruant: false,
  isTemporarilyNotEnrolled: false,
  independentStudyCode: " ",
};

describe("the table of categories", () => {
  it.each([
    ["EXCUSED", false, true, false, "yes", "13.19"],
    ["UNEXCUSED", false, true, true, "yes", "13.20"],
    ["UNVERIFIED", false, true, false, "hold", null],
    ["SUSP_OUT", false, true, false, "no", "13.17"],
    ["SUSP_IN", true, false, false, "no", "13.18"],
    ["IMMUN_EXCLUSION", false, true, false, "no", "district"],
    ["IS_ADA", true, false, false, "no", "13.22"],
    ["IS_NON_ADA", false, true, false, "hold", "13.21"],
    ["TARDY_TRUANT", true, false, true, "no", "13.16"],
    ["SCHOOL_ACTIVITY", true, false, false, "no", "13.16"],
  ] as const)("%s: ADA %s, chronic %s, truancy %s, recoverable %s, STAS %s", (category, ...facts) => {
    const { countsAda, absentForChronic, truancyEvent, recoverable, stasField } = categories[category];
    expect([countsAda, absentForChronic, truancyEvent, recoverable, stasField]).toEqual(facts);
  });

  it("recovers only days absent, and counts no day both attended and absent", () => {
    for (const facts of Object.values(categories)) {
      expect(facts.countsAda && facts.absentForChronic).toBe(false);
      if (facts.recoverable !== "no") expect(facts.absentForChronic).toBe(true);
    }
  });

  it("knows its own names", () => {
    expect([isCategory("SUSP_IN"), isCategory("A"), isCategory("toString")]).toEqual([true, false, false]);
  });
});

describe("the category of an Aeries code", () => {
  it.each<[string, Partial<AbsenceCodeFlags>, Category]>([
    ["unverified absence", { typeCode: 1 }, "UNVERIFIED"],
    ["excused absence", { typeCode: 2 }, "EXCUSED"],
    ["unexcused absence", { typeCode: 3 }, "UNEXCUSED"],
    ["verified not absent", { typeCode: 4, countsForAda: true }, "PRESENT"],
    ["tardy", { typeCode: 5, countsForAda: true }, "TARDY_UNEXCUSED"],
    ["present", { typeCode: 6, countsForAda: true }, "PRESENT"],
    ["excused tardy", { typeCode: 8, countsForAda: true }, "TARDY_EXCUSED"],
    ["unexcused tardy", { typeCode: 9, countsForAda: true }, "TARDY_UNEXCUSED"],
    ["over 30 minutes", { typeCode: 9, isPartialDayTruant: true, countsForAda: true }, "TARDY_TRUANT"],
    ["suspension", { isSuspension: true }, "SUSP_OUT"],
    ["suspension with ADA", { isSuspension: true, countsForAda: true }, "SUSP_IN"],
    ["complete study", { independentStudyCode: "C", countsForAda: true }, "IS_ADA"],
    ["incomplete study", { independentStudyCode: "i" }, "IS_NON_ADA"],
    ["temporarily not enrolled", { isTemporarilyNotEnrolled: true }, "NOT_ENROLLED"],
  ])("%s", (_, flags, category) => {
    expect(categoryFromFlags({ ...plain, ...flags })).toMatchObject({
      category,
      reason: expect.stringMatching(/\.$/),
    });
  });

  it.each<[string, Partial<AbsenceCodeFlags>]>([
    ["an absence that counts for ADA", { typeCode: 3, countsForAda: true }],
    ["complete study without ADA", { independentStudyCode: "C" }],
    ["incomplete study with ADA", { independentStudyCode: "I", countsForAda: true }],
    ["an unknown study mark", { independentStudyCode: "Z" }],
    ["suspension and study at once", { isSuspension: true, independentStudyCode: "I" }],
    ["an unused type", { typeCode: 7 }],
  ])("is left to the office for %s", (_, flags) => {
    const { category, reason } = categoryFromFlags({ ...plain, ...flags });
    expect(category).toBeNull();
    expect(reason).toMatch(/^The code.*\.$/);
  });
});
