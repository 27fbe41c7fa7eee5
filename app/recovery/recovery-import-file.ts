import { type ImportColumn, importText } from "#app/attendance/import-text.ts";
import { formatDay } from "#app/calendar/day.ts";
import type { ExportItem, RecoveryExportKind } from "./export-item.ts";
import { wholeHours } from "./outgoing-minutes.ts";

type Row = ExportItem & { schoolId: number };
const day = (date: Temporal.PlainDate | null) => (date === null ? "" : formatDay(date));

/**
 * Make-ups, imported at the school into ATT, whose key is SC, SN and DY: the one place to change their columns. A
 * make-up is cleared by blank ADA, ADT and ACO. That the form "Import Data to Aeries" can set ADA, ADT and ACO, and
 * that a blank clears them, is not confirmed by any public document: try it on a copy of the district's database first.
 */
const makeupColumns: readonly ImportColumn<Row>[] = [
  { title: "SC", of: (row) => row.schoolId },
  { title: "SN", of: (row) => row.studentNumber },
  { title: "DY", of: (row) => row.dayNumber ?? "" },
  { title: "ADA", of: (row) => row.code ?? "" },
  { title: "ADT", of: (row) => day(row.madeUpOn) },
  { title: "ACO", of: (row) => row.comment ?? "" },
];

/**
 * Minutes, imported into ATD: the one place to change their columns. ID is the student's ID in the district. Sessions
 * must exist in Aeries under the number in SE, with an attendance recovery type. Zero minutes take a row back. Which
 * columns ATD requires, and that zero takes back, is not confirmed by any public document.
 */
const minuteColumns: readonly ImportColumn<Row>[] = [
  { title: "ID", of: (row) => row.pupilId },
  { title: "SCL", of: (row) => row.schoolId },
  { title: "SE", of: (row) => row.sessionId },
  { title: "DT", of: (row) => day(row.date) },
  { title: "TM", of: (row) => row.minutes ?? 0 },
  { title: "ARH", of: (row) => wholeHours(row.minutes ?? 0) },
];

/** The file that carries these items, by day and student number. Holds no names. */
export function recoveryImportFile(
  kind: RecoveryExportKind,
  schoolId: number,
  items: readonly ExportItem[],
): string {
  const rows = items
    .toSorted(
      (one, other) =>
        Temporal.PlainDate.compare(one.date, other.date) ||
        one.studentNumber - other.studentNumber ||
        one.sessionId - other.sessionId,
    )
    .map((item) => ({ ...item, schoolId }));
  return importText(kind === "ATT" ? makeupColumns : minuteColumns, rows);
}
