import { chance } from "./chance.ts";
import { familiesOf } from "./families.ts";
import type { CalendarDay } from "./model.ts";
import type { Child } from "./person.ts";
import { highSchool, middleSchool, schoolForGrade } from "./schools.ts";

/** A pupil's planned time at one school in one year. Rows are positions in the calendar, both included. */
export interface Placement {
  child: Child;
  school: number;
  studentNumber: number;
  grade: number;
  enterRow: number;
  /** Last row attended; null when the pupil stays to the end. */
  leaveRow: number | null;
  exitReason: string;
  /** On the rolls, but never came. */
  noShow: boolean;
  /** A second school attended at the same time as the main one. */
  concurrent: boolean;
}

const oldestSiblingGap = 12;
const grades = 14;

/** Everyone who is on the rolls of some school at some time in the school year, in order of StudentID. */
export function placementsOf(seed: number, schoolYear: number, calendar: CalendarDay[]): Placement[] {
  const rows = calendar.filter((day) => day.instructional).map((day) => day.number - 1);
  const placements: Placement[] = [];
  for (let anchor = schoolYear - grades - oldestSiblingGap; anchor <= schoolYear; anchor++) {
    for (const child of familiesOf(seed, anchor))
      placements.push(...placeChild(seed, schoolYear, child, rows));
  }
  const lastNumber = new Map<number, number>();
  for (const placement of placements) {
    placement.studentNumber = (lastNumber.get(placement.school) ?? 0) + 1;
    lastNumber.set(placement.school, placement.studentNumber);
  }
  return placements;
}

const rowAt = (rows: number[], share: number) => rows[6 + Math.floor(share * (rows.length - 12))]!;

function placeChild(seed: number, year: number, child: Child, rows: number[]): Placement[] {
  const grade = year - child.cohort - 1;
  const { arrives, leaves, family } = child;
  if (arrives.year > year || (leaves && leaves.year < year)) return [];
  const area = family.move && family.move.year < year ? family.move.to : family.area;
  const school = schoolForGrade(grade, area);
  if (school === null) return [];
  const newcomer = arrives.year === year;
  const gone = leaves?.year === year ? leaves : null;
  const enterRow = newcomer && arrives.share > 0 ? rowAt(rows, arrives.share) : rows[0]!;
  const planned = gone && gone.share > 0 ? rowAt(rows, gone.share) : null;
  const leaveRow = planned !== null && planned > enterRow + 5 ? planned : null;
  const base: Placement = {
    child,
    school,
    studentNumber: 0,
    grade,
    enterRow,
    leaveRow,
    exitReason: leaveRow === null ? "" : "160",
    noShow: false,
    concurrent: false,
  };
  if (gone && gone.share === 0) {
    return newcomer ? [{ ...base, enterRow: rows[0]!, noShow: true, exitReason: "N420" }] : [];
  }
  return [...withMove(base, year, rows), ...withSecondSchool(base, seed, year, rows)];
}

/** A family that moves within the district changes elementary school on the next schoolday. */
function withMove(base: Placement, year: number, rows: number[]): Placement[] {
  const move = base.child.family.move;
  const to = move?.year === year ? schoolForGrade(base.grade, move.to) : null;
  if (!move || to === null || to === base.school) return [base];
  const lastRow = rowAt(rows, move.share);
  const nextRow = rows[rows.indexOf(lastRow) + 1]!;
  if (lastRow <= base.enterRow + 3 || lastRow >= (base.leaveRow ?? rows[rows.length - 1]!) - 3) return [base];
  return [
    { ...base, leaveRow: lastRow, exitReason: "T160" },
    { ...base, school: to, enterRow: nextRow },
  ];
}

/** A few eighth graders take geometry at the high school in period 1 and are on both schools' rolls. */
function withSecondSchool(base: Placement, seed: number, year: number, rows: number[]): Placement[] {
  if (base.school !== middleSchool || base.grade !== 8 || !isSteady(base, rows)) return [];
  if (!chance(seed, 202, year, base.child.studentId).happens(0.03)) return [];
  return [{ ...base, school: highSchool, concurrent: true }];
}

/** Present on the rolls from the first instructional row to the last. */
export function isSteady(placement: Placement, rows: number[]): boolean {
  return placement.enterRow === rows[0] && placement.leaveRow === null && !placement.noShow;
}
