import { formatDay } from "#app/calendar/day.ts";
import { type ImportColumn, importText } from "./import-text.ts";
import type { ImportKeys, OutgoingMark } from "./outgoing.ts";

type Row = { schoolId: number; studentNumber: number; dayNumber: number; mark: OutgoingMark };

/**
 * The columns of the file, in order: the one place to change. Aeries has no way to write attendance but this file
 * ("Import Data to Aeries", at the school, into ATT, whose key is SC, SN and DY). Whoever imports it maps each column,
 * and the period to its field or "AL" to All Day. Which columns that form requires is not confirmed by any public
 * document: try it on a copy of the district's database first.
 */
const columns: readonly ImportColumn<Row>[] = [
  { title: "SC", of: (row) => row.schoolId },
  { title: "SN", of: (row) => row.studentNumber },
  { title: "DY", of: (row) => row.dayNumber },
  { title: "DT", of: (row) => formatDay(row.mark.date) },
  { title: "Period", of: (row) => row.mark.period || "AL" },
  // Blank clears the mark: attendance is negative, so no code is present.
  { title: "Code", of: (row) => row.mark.ourCode ?? "" },
];

/**
 * The file as text, by day, student number and period. Holds no names. Null when a
 * pupil or a day has no number in Aeries any more: a file with a part missing would look complete.
 */
export function importFile(
  schoolId: number,
  marks: readonly OutgoingMark[],
  { dayNumbers, studentNumbers }: Pick<ImportKeys, "dayNumbers" | "studentNumbers">,
): string | null {
  const rows: Row[] = [];
  for (const mark of marks) {
    const studentNumber = studentNumbers.get(mark.pupilId);
    const dayNumber = dayNumbers.get(formatDay(mark.date));
    if (studentNumber === undefined || dayNumber === undefined) return null;
    rows.push({ schoolId, studentNumber, dayNumber, mark });
  }
  return importText(columns, rows.toSorted(byLine));
}

function byLine(one: Row, other: Row): number {
  const day = Temporal.PlainDate.compare(one.mark.date, other.mark.date);
  const period = Number(one.mark.period > other.mark.period) - Number(one.mark.period < other.mark.period);
  return day || one.studentNumber - other.studentNumber || period;
}
