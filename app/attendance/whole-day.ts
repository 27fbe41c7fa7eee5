import { type Category, categories } from "./category.ts";

/** Categories in which a pupil was at school for at least part of the period. */
function wasThere(category: Category): boolean {
  return categories[category].countsAda && category !== "IS_ADA";
}

/** When the absences of one day differ, the first of these speaks for the whole day. */
const weightiest: readonly Category[] = [
  "SUSP_OUT",
  "IMMUN_EXCLUSION",
  "UNVERIFIED",
  "UNEXCUSED",
  "EXCUSED",
  "IS_NON_ADA",
  "IS_ADA",
  "HOME_HOSPITAL",
  "NOT_ENROLLED",
];

/**
 * What a whole day comes to for a pupil of a regular day class, from the category of each period the pupil was due in
 * (null: no mark, so present). A pupil who attended any part of the day is present for apportionment (EC 46010.3):
 * the day is then no absence, and there is nothing to recover. When absences differ, the day takes the one that claims
 * least: suspension and exclusion first, then unverified, unexcused, excused. Null when no period was due.
 */
export function wholeDay(periods: readonly (Category | null)[]): Category | null {
  if (periods.length === 0) return null;
  const said = periods.map((category) => category ?? "PRESENT");
  if (said.every((category) => category === said[0])) return said[0] as Category;
  if (said.some(wasThere)) return "PRESENT";
  return weightiest.find((category) => said.includes(category)) ?? "UNVERIFIED";
}
