import { importText } from "#app/attendance/import-text.ts";
import { formatDay } from "#app/calendar/day.ts";
import { gradeFromAeries } from "#app/people/grade.ts";
import { spanLabels } from "#app/recovery/amounts.ts";
import type { ClaimedDay } from "./facts.ts";
import { type SheetTable, type SheetWords, schoolIn } from "./sheet.ts";
import type { TotalRow } from "./totals.ts";

/** One line of the index, with the number of its sheet in the PDF. */
export type IndexLine = { sheet: number; day: ClaimedDay; warnings: readonly string[] };

const gradeIn = (level: number) => String(gradeFromAeries(level) ?? level);

/** The index as CSV: every claimed day with where it comes from. */
export function indexFile(lines: readonly IndexLine[], words: SheetWords): string {
  return importText<IndexLine>(
    [
      { title: "Sheet", of: ({ sheet }) => sheet },
      { title: "School", of: ({ day }) => day.claim.schoolId },
      { title: "School name", of: ({ day }) => schoolIn(words, day.claim.schoolId) },
      { title: "Student ID", of: ({ day }) => day.claim.pupilId },
      { title: "Student number", of: ({ day }) => day.pupil.studentNumber },
      { title: "SSID", of: ({ day }) => day.pupil.stateId ?? "" },
      { title: "Name", of: ({ day }) => day.pupil.name },
      { title: "Grade", of: ({ day }) => gradeIn(day.pupil.grade) },
      { title: "Day missed", of: ({ day }) => formatDay(day.claim.absenceDate) },
      { title: "Code", of: ({ day }) => day.claim.code ?? "" },
      { title: "Earned on", of: ({ day }) => formatDay(day.claim.earnedDate) },
      { title: "Earned at school", of: ({ day }) => day.claim.earnedSchoolId },
      { title: "Sessions", of: ({ day }) => day.claim.sessionIds.join(" ") },
      { title: "Day of the year's ten", of: ({ day }) => day.place.number },
      { title: "Look at first", of: ({ warnings }) => warnings.join(" ") },
    ],
    lines,
  );
}

/** The totals as CSV. */
export function totalsFile(totals: readonly TotalRow[], words: SheetWords): string {
  return importText<TotalRow>(
    [
      { title: "School", of: ({ schoolId }) => schoolId ?? "All" },
      { title: "School name", of: ({ schoolId }) => schoolOf(words, schoolId) },
      { title: "Grades", of: ({ span }) => spanOf(span) },
      { title: "Days claimed", of: ({ days }) => days },
      { title: "Pupils", of: ({ pupils }) => pupils },
    ],
    totals,
  );
}

const schoolOf = (words: SheetWords, schoolId: number | null) =>
  schoolId === null ? "All schools" : schoolIn(words, schoolId);
const spanOf = (span: TotalRow["span"]) => (span === null ? "All grades" : spanLabels[span]);

/** The totals as they stand on paper. */
export const totalsTable = (totals: readonly TotalRow[], words: SheetWords): SheetTable => ({
  caption: "Days claimed",
  heads: ["School", "Grades", "Days claimed", "Pupils"],
  rows: totals.map(({ schoolId, span, days, pupils }) => [
    schoolOf(words, schoolId),
    spanOf(span),
    String(days),
    String(pupils),
  ]),
});

/** The index as it stands on paper. */
export const indexTable = (lines: readonly IndexLine[], words: SheetWords): SheetTable => ({
  caption: "Every claimed day, and the number of its sheet",
  heads: ["Sheet", "School", "Pupil", "Day missed", "Earned on", "Look at first"],
  rows: lines.map(({ sheet, day, warnings }) => [
    String(sheet),
    schoolIn(words, day.claim.schoolId),
    `${day.pupil.name}, ${day.claim.pupilId}`,
    formatDay(day.claim.absenceDate),
    formatDay(day.claim.earnedDate),
    warnings.length === 0 ? "" : `${warnings.length}, see its sheet`,
  ]),
});
