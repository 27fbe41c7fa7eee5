import { type ImportColumn, importText } from "#app/attendance/import-text.ts";
import type { HeadcountDay, HeadcountRow } from "./headcount.ts";

const columns: ImportColumn<HeadcountRow>[] = [
  { title: "Date", of: (row) => row.date },
  { title: "Time", of: (row) => row.times },
  { title: "Session", of: (row) => row.subject },
  { title: "Room", of: (row) => row.room },
  { title: "Pupils", of: (row) => row.pupils },
  { title: "By grade", of: (row) => row.grades },
  { title: "Meals", of: (row) => row.meals },
  { title: "Since yesterday", of: (row) => changeInWords(row.change) },
];

/** In words, since a spreadsheet would take "-2" of a sheet for the start of a formula. */
function changeInWords(change: number): string {
  if (change === 0) return "same";
  return change > 0 ? `${change} more` : `${-change} fewer`;
}

/** The headcount as CSV, one line a session. No pupil is named. */
export const headcountFile = (days: readonly HeadcountDay[]): string =>
  importText(
    columns,
    days.flatMap(({ rows }) => rows),
  );
