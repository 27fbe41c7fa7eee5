import { type Chance, chance } from "./chance.ts";
import { placeSpans } from "./long-absences.ts";
import type { CalendarDay, MarkKind } from "./model.ts";
import type { Child } from "./person.ts";

/** One pupil's day away or late, as it will have been recorded by the end of the year. */
export interface PlannedMark {
  row: number;
  kind: MarkKind;
  /** What stood there before the office had word from home; equal to `kind` when nothing changed. */
  first: MarkKind;
  /** From this row on, `kind` stands instead of `first`. */
  settledRow: number;
  /** Periods touched; null for the whole day. */
  periods: string[] | null;
  /** A code that is in no table, written instead of the kind's own. */
  orphan?: true;
}

const seasonByMonth: Record<number, number> = { 8: 0.9, 9: 0.93, 10: 0.97, 11: 1, 12: 1.17, 1: 1.2, 2: 1.15 };
const weekdayWeight = [0, 1.18, 0.9, 0.9, 0.92, 1.13];
const meanRunDays = 1.55;

/**
 * A pupil's marks of a whole year, drawn over every instructional row whether or not the pupil is on the rolls,
 * so that neither `today` nor a move between schools changes what another day looks like.
 */
export function absencesOf(
  seed: number,
  year: number,
  child: Child,
  grade: number,
  calendar: CalendarDay[],
): PlannedMark[] {
  const draw = chance(seed, 303, year, child.studentId);
  const rows = calendar.filter((day) => day.instructional).map((day) => day.number - 1);
  const marks = placeSpans(draw, grade, rows);
  const byAge = grade <= 0 || grade >= 9 ? 1.12 : grade <= 5 ? 0.92 : 1;
  const rate = child.absenceRate * byAge;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const { date } = calendar[row]!;
    const hazard =
      (rate * (seasonByMonth[date.month] ?? 0.99) * weekdayWeight[date.dayOfWeek]!) / meanRunDays;
    const chanceToday = draw.next();
    if (marks.has(row)) continue;
    if (chanceToday < hazard) {
      index += placeRun(draw, marks, rows, index, rate) - 1;
    } else if (chanceToday > 1 - child.tardyRate) {
      placeTardy(draw, marks, row, grade);
    } else if (grade >= 9 && chanceToday > 1 - child.tardyRate - 0.012) {
      placePartDay(draw, marks, rows, index, rate);
    }
  }
  return [...marks.values()].sort((one, other) => one.row - other.row);
}

/** An illness lasts days; a day off for another reason mostly one. Returns how many schooldays it took. */
function placeRun(
  draw: Chance,
  marks: Map<number, PlannedMark>,
  rows: number[],
  from: number,
  rate: number,
): number {
  const unexcusedShare = 0.16 + Math.min(0.45, rate * 2.4);
  const kind: MarkKind = draw.happens(unexcusedShare)
    ? "unexcused"
    : draw.weighted([
        ["illness", 62],
        ["medical", 16],
        ["excused", 22],
      ]);
  let length = 1;
  const goesOn = kind === "illness" ? 0.5 : 0.18;
  while (length < 7 && draw.happens(goesOn)) length += 1;
  const calledIn = kind !== "unexcused" && draw.happens(0.4);
  const neverSettled = !calledIn && draw.happens(0.06);
  const wait = draw.between(1, 3);
  for (let offset = 0; offset < length && from + offset < rows.length; offset++) {
    const row = rows[from + offset]!;
    if (marks.has(row)) break;
    marks.set(row, {
      row,
      kind: neverSettled ? "unverified" : kind,
      first: calledIn ? kind : "unverified",
      settledRow: rows[from + offset + wait] ?? rows[rows.length - 1]! + wait,
      periods: null,
    });
  }
  return length;
}

function placeTardy(draw: Chance, marks: Map<number, PlannedMark>, row: number, grade: number): void {
  const kind = draw.weighted([
    ["tardy", 68],
    ["tardyExcused", 18],
    ["tardyTruant", 14],
  ]);
  const period = draw.weighted([
    ["1", 60],
    ["2", 8],
    ["3", 8],
    ["4", 12],
    ["5", 8],
    ["6", 4],
  ]);
  marks.set(row, { row, kind, first: kind, settledRow: row, periods: grade >= 9 ? [period] : null });
}

/** Some periods of a high school day: cut, left for a doctor, or away with a team. */
function placePartDay(
  draw: Chance,
  marks: Map<number, PlannedMark>,
  rows: number[],
  index: number,
  rate: number,
): void {
  const row = rows[index]!;
  const cut: MarkKind = rate > 0.06 ? "unexcused" : "medical";
  const kind = draw.weighted<MarkKind>([
    [cut, 50],
    ["medical", 20],
    ["activity", 30],
  ]);
  const periods = draw.pick([["6"], ["5", "6"], ["4", "5", "6"], ["1"], ["1", "2"], ["3"]]);
  const settledRow = rows[index + draw.between(1, 3)] ?? row + 1;
  marks.set(row, { row, kind, first: kind === "unexcused" ? "unverified" : kind, settledRow, periods });
}
