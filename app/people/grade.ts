/** A grade level of a California public school, from transitional kindergarten to twelfth grade. */
export type Grade = "TK" | "K" | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;

export const grades: readonly Grade[] = ["TK", "K", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** Aeries writes TK as -1 and K as 0. Null for any other integer (preschool, adult education). */
export function gradeFromAeries(level: number): Grade | null {
  return Number.isInteger(level) ? (grades[level + 1] ?? null) : null;
}

/** The integer that Aeries stores: TK -1, K 0, grade 1 is 1. */
export function gradeToAeries(grade: Grade): number {
  return grades.indexOf(grade) - 1;
}

/** Transitional kindergarten and kindergarten share their own minimum day and ratio. */
export function isKindergarten(grade: Grade): grade is "TK" | "K" {
  return grade === "TK" || grade === "K";
}

/** "TK", "K", "grade 4" */
export function gradeLabel(grade: Grade): string {
  return isKindergarten(grade) ? grade : `grade ${grade}`;
}
