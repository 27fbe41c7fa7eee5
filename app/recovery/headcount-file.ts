import type { HeadcountDay } from "./headcount.ts";

/** A cell in quotes; one that a spreadsheet would take for a formula is made plain text. */
const cell = (value: string | number) =>
  typeof value === "number"
    ? String(value)
    : `"${(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;

/** The headcount as CSV (RFC 4180), one line a session. No pupil is named. */
export function headcountFile(days: readonly HeadcountDay[]): string {
  const header = ["Date", "Time", "Session", "Room", "Pupils", "By grade", "Meals", "Change since yesterday"];
  const lines = days.flatMap(({ rows }) =>
    rows.map((row) => [
      row.date,
      row.times,
      row.subject,
      row.room,
      row.pupils,
      row.grades,
      row.meals,
      row.change,
    ]),
  );
  return [header, ...lines].map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}
