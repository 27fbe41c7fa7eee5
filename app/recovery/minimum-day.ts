import { type Grade, gradeLabel, isKindergarten } from "#app/people/grade.ts";

/** The kind of program a pupil is in, by the category of the school. */
export type Program =
  | "regular"
  | "continuation"
  | "opportunity"
  | "community_day"
  | "county_community"
  | "juvenile_court";

/** The minutes that make one day for a pupil, what they follow from, and where the law says so. */
export type MinimumDay = {
  minutes: number;
  basis: "own value" | "program" | "grade";
  citation: string;
  explanation: string;
};

const byProgram: Record<Exclude<Program, "regular">, { minutes: number; citation: string; label: string }> = {
  continuation: { minutes: 180, citation: "EC 46170", label: "continuation school" },
  opportunity: { minutes: 180, citation: "EC 46180", label: "opportunity school" },
  community_day: { minutes: 360, citation: "EC 48663", label: "community day school" },
  county_community: {
    minutes: 240,
    citation: "No section found; Aeries table",
    label: "county community school",
  },
  juvenile_court: {
    minutes: 240,
    citation: "No section found; Aeries table",
    label: "juvenile court school",
  },
};

function byGrade(grade: Grade): { minutes: number; citation: string } {
  if (isKindergarten(grade)) return { minutes: 180, citation: "EC 46117" };
  if (grade <= 3) return { minutes: 230, citation: "EC 46112" };
  return { minutes: 240, citation: grade <= 8 ? "EC 46113" : "EC 46141" };
}

/**
 * The minimum day of a pupil, in minutes: the pupil's own special education value, else the program's, else the
 * grade's (AR-MIN-1). Ask with the grade and program of the date in question. An own value of 0 or less is none.
 */
export function minimumDay(pupil: { ownMinutes: number | null; program: Program; grade: Grade }): MinimumDay {
  const { ownMinutes, program, grade } = pupil;
  if (ownMinutes !== null && ownMinutes > 0) {
    const explanation = `${ownMinutes} minutes: the pupil's own minimum day in special education.`;
    return {
      minutes: ownMinutes,
      basis: "own value",
      citation: "Pupil's special education program",
      explanation,
    };
  }
  if (program !== "regular") {
    const { minutes, citation, label } = byProgram[program];
    return { minutes, basis: "program", citation, explanation: `${minutes} minutes: ${label}.` };
  }
  const { minutes, citation } = byGrade(grade);
  return { minutes, basis: "grade", citation, explanation: `${minutes} minutes: ${gradeLabel(grade)}.` };
}
