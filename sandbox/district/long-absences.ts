import type { PlannedMark } from "./absences.ts";
import type { Chance } from "./chance.ts";
import type { CalendarDay, MarkKind } from "./model.ts";

/** Independent study of at most this many schooldays is short-term (EC 51747). */
export const shortTermStudyDays = 15;

/** A stretch of independent study: instructional rows, both included, and how many schooldays it takes. */
export interface StudySpan {
  startRow: number;
  endRow: number;
  schooldays: number;
}

/**
 * Stretches with one cause: independent study, suspension, exclusion for lack of immunization. Keyed by row, so
 * that everyday absences drawn later leave them alone.
 */
export function placeSpans(draw: Chance, grade: number, rows: number[]): Map<number, PlannedMark> {
  const marks = new Map<number, PlannedMark>();
  const put = (from: number, days: number, kindOf: () => MarkKind) => {
    for (const row of rows.slice(from, from + days)) {
      const kind = kindOf();
      marks.set(row, { row, kind, first: kind, settledRow: row, periods: null });
    }
  };
  const study = draw.next();
  if (study < 0.02) {
    const days = study < 0.006 ? shortTermStudyDays : study < 0.009 ? 16 : draw.between(3, 32);
    const incomplete = draw.happens(0.3) ? 0.5 : 0.05;
    put(draw.between(12, rows.length - days - 8), days, () =>
      draw.happens(incomplete) ? "studyIncomplete" : "studyComplete",
    );
  }
  const immunized = grade === -1 || grade === 0 || grade === 7;
  if (immunized && draw.happens(0.025)) put(draw.between(3, 9), draw.between(2, 8), () => "immunization");
  const suspendable = grade >= 6 ? 0.035 : grade >= 3 ? 0.006 : 0;
  if (draw.happens(suspendable)) {
    const kind = draw.happens(0.6) ? "suspended" : "inSchoolSuspension";
    const from = draw.between(10, rows.length - 10);
    if (!marks.has(rows[from]!)) put(from, draw.between(1, 3), () => kind);
  }
  return marks;
}

/** The stretches of independent study in a pupil's marks, oldest first. */
export function studySpansOf(marks: PlannedMark[], calendar: CalendarDay[]): StudySpan[] {
  const studied = marks.filter((mark) => mark.kind === "studyComplete" || mark.kind === "studyIncomplete");
  if (studied.length === 0) return [];
  const rows = calendar.filter((day) => day.instructional).map((day) => day.number - 1);
  const position = new Map(rows.map((row, index) => [row, index]));
  const spans: StudySpan[] = [];
  for (const mark of studied) {
    const last = spans[spans.length - 1];
    const follows = last && position.get(mark.row) === position.get(last.endRow)! + 1;
    if (follows) Object.assign(last, { endRow: mark.row, schooldays: last.schooldays + 1 });
    else spans.push({ startRow: mark.row, endRow: mark.row, schooldays: 1 });
  }
  return spans;
}
