import { field, flag, requiredText, schoolCode, text, textOrNull, Unreadable, whole } from "./field.ts";
import { rowSchema } from "./rows.ts";

/** What Aeries' nine types mean; 7 is unused there. */
const kinds = {
  1: "unverified_absence",
  2: "excused_absence",
  3: "unexcused_absence",
  4: "verified_not_absent",
  5: "tardy",
  6: "present",
  7: "unused",
  8: "excused_tardy",
  9: "unexcused_tardy",
} as const;

export type AbsenceKind = (typeof kinds)[keyof typeof kinds];

/** One row of a school's absence code table. Case matters: "a" and "A" are two codes. */
export type AbsenceCode = {
  schoolCode: number;
  code: string;
  title: string;
  abbreviation: string | null;
  typeCode: keyof typeof kinds;
  kind: AbsenceKind;
  countsForAda: boolean;
  includeOnLetters: boolean;
  includeInParentNotifications: boolean;
  suspension: boolean;
  /** More than 30 minutes late. */
  partialDayTruant: boolean;
  temporarilyNotEnrolled: boolean;
  independentStudy: "complete" | "incomplete" | null;
};

const independentStudy = field((raw) => {
  const value = textOrNull.parse(raw);
  if (value === null) return null;
  if (value === "C") return "complete" as const;
  return value === "I" ? ("incomplete" as const) : new Unreadable("is neither C nor I");
});

export const absenceCodeRow = rowSchema({
  keys: ["SchoolCode", "AbsenceCode"],
  fields: {
    SchoolCode: schoolCode,
    AbsenceCode: requiredText,
    Title: text,
    Abbreviation: textOrNull,
    TypeCode: whole(1, 9),
    CountsForADA: flag,
    IncludeOnLetters: flag,
    IncludeInParentNotifications: flag,
    IsSuspension: flag,
    IsPartialDayTruant: flag,
    IsTemporarilyNotEnrolled: flag,
    IndependentStudyCode: independentStudy,
  },
  build: (row): AbsenceCode => {
    const typeCode = row.TypeCode as keyof typeof kinds;
    return {
      schoolCode: row.SchoolCode,
      code: row.AbsenceCode,
      title: row.Title,
      abbreviation: row.Abbreviation,
      typeCode,
      kind: kinds[typeCode],
      countsForAda: row.CountsForADA,
      includeOnLetters: row.IncludeOnLetters,
      includeInParentNotifications: row.IncludeInParentNotifications,
      suspension: row.IsSuspension,
      partialDayTruant: row.IsPartialDayTruant,
      temporarilyNotEnrolled: row.IsTemporarilyNotEnrolled,
      independentStudy: row.IndependentStudyCode,
    };
  },
});
