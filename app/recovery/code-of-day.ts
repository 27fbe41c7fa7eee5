import { type Category, categories } from "#app/attendance/category.ts";
import { wholeDay } from "#app/attendance/whole-day.ts";

/** What a day came to, and the code that says so: null where nothing was marked, or a mark was cleared. */
export type CodeOfDay = { category: Category | null; code: string | null };

/**
 * What the codes of the periods that a pupil was due in make of the day (EC 46010.3), and which of them speaks for it:
 * of a day missed one of the weightiest category, of a day attended one of a period that the pupil was there.
 * @param said the code of each period, null where there is none
 */
export function codeOfDay(
  said: readonly (string | null)[],
  categoryOf: (code: string) => Category | null,
): CodeOfDay {
  const meaning = said.map((code) => (code === null ? null : categoryOf(code)));
  const category = wholeDay(meaning);
  if (category !== "PRESENT") return { category, code: said[meaning.indexOf(category)] ?? said[0] ?? null };
  const there = meaning.findIndex((one) => one === null || categories[one].countsAda);
  return { category, code: said[there] ?? null };
}
