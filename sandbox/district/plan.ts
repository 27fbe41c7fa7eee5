import { absenceCodesOf } from "./absence-codes.ts";
import { absencesOf, type PlannedMark } from "./absences.ts";
import { calendarOf, termsOf } from "./calendar.ts";
import { chance } from "./chance.ts";
import { homeroomCourses, homeroomsOf, type PlannedSection } from "./homerooms.ts";
import { highSchoolCourses, masterScheduleOf } from "./master-schedule.ts";
import type { AbsenceCode, CalendarDay, Course, Program, Term } from "./model.ts";
import type { Staff } from "./person.ts";
import { isSteady, type Placement, placementsOf } from "./placements.ts";
import { programsOf } from "./programs.ts";
import { calendarKindOf, highSchool, openSchools, schools } from "./schools.ts";
import { staffOf } from "./staff.ts";

/** A whole school year as it will turn out. What the records show on one day of it is `asOf`'s business. */
export interface YearPlan {
  seed: number;
  schoolYear: number;
  calendars: Map<number, CalendarDay[]>;
  terms: Map<number, Term[]>;
  absenceCodes: Map<number, AbsenceCode[]>;
  placements: Placement[];
  /** Marks of each placement, limited to its days. */
  marks: Map<Placement, PlannedMark[]>;
  sections: PlannedSection[];
  staff: Map<number, Staff>;
  courses: Course[];
  programs: Program[];
}

/** In one elementary class the teacher left in the fall and another took over from this calendar row on. */
export const handover = { section: 2002, from: 2098, row: 60 };

/** An aide whom the office took off this class by the inactive code alone: no day says when it ended. */
export const struckOff = { section: 2005, staff: 9005 };

/** Schools at which one row carries a code that is in no table. */
const orphanSchools = [30, 60];

/** Plans a school year from a seed; the same arguments always give the same year. */
export function planYear(seed: number, schoolYear: number): YearPlan {
  const calendars = new Map(
    schools.map(({ code }) => [code, calendarOf(schoolYear, calendarKindOf(code))] as const),
  );
  const terms = new Map(
    [...calendars].map(([code, days]) => [code, termsOf(days, calendarKindOf(code))] as const),
  );
  const calendar = calendars.get(0)!;
  const placements = placementsOf(seed, schoolYear, calendar);
  const sections = openSchools.flatMap(({ code }) => {
    const here = placements.filter((one) => one.school === code);
    if (code !== highSchool) return homeroomsOf(seed, code, here, calendar);
    const spring = terms.get(code)![1]!.start;
    const springRow = calendar.findIndex((day) => day.date.equals(spring));
    return masterScheduleOf(seed, here, calendar, springRow);
  });
  const marks = marksOf(seed, schoolYear, placements, calendar);
  addFieldTrips(seed, schoolYear, sections, marks, calendar);
  addOrphans(placements, marks, calendar);
  const needed = new Map(
    openSchools.map(({ code }) => [
      code,
      new Set(sections.filter((one) => one.section.school === code).map((one) => one.staffIds[0])).size,
    ]),
  );
  const staff = new Map(staffOf(seed, schoolYear, needed).map((person) => [person.id, person]));
  const leaver = staff.get(handover.from)!;
  staff.set(leaver.id, { ...leaver, left: calendar[handover.row - 1]!.date });
  return {
    seed,
    schoolYear,
    calendars,
    terms,
    absenceCodes: new Map(schools.map(({ code }) => [code, absenceCodesOf(code)])),
    placements,
    marks,
    sections,
    staff,
    courses: [...homeroomCourses, ...highSchoolCourses],
    programs: programsOf(seed, schoolYear, placements),
  };
}

function marksOf(
  seed: number,
  year: number,
  placements: Placement[],
  calendar: CalendarDay[],
): Map<Placement, PlannedMark[]> {
  const marks = new Map<Placement, PlannedMark[]>();
  const drawn = new Map<number, PlannedMark[]>();
  for (const placement of placements) {
    const { child, grade, enterRow, leaveRow, noShow } = placement;
    let whole = drawn.get(child.studentId);
    if (!whole) {
      whole = absencesOf(seed, year, child, grade, calendar);
      drawn.set(child.studentId, whole);
    }
    const last = leaveRow ?? calendar.length;
    marks.set(placement, noShow ? [] : whole.filter((mark) => mark.row >= enterRow && mark.row <= last));
  }
  return marks;
}

/** Each daily class goes out once in spring; pupils who are away that day keep their own mark. */
function addFieldTrips(
  seed: number,
  year: number,
  sections: PlannedSection[],
  marks: Map<Placement, PlannedMark[]>,
  calendar: CalendarDay[],
): void {
  const rows = calendar.filter((day) => day.instructional).map((day) => day.number - 1);
  for (const { section, members } of sections) {
    if (section.school === highSchool) continue;
    const row = rows[chance(seed, 808, year, section.number).between(95, 165)]!;
    for (const { placement, startRow, endRow } of members) {
      if (row < startRow || row > (endRow ?? calendar.length)) continue;
      const own = marks.get(placement)!;
      if (own.some((mark) => mark.row === row)) continue;
      own.push({ row, kind: "activity", first: "activity", settledRow: row, periods: null });
      own.sort((one, other) => one.row - other.row);
    }
  }
}

function addOrphans(
  placements: Placement[],
  marks: Map<Placement, PlannedMark[]>,
  calendar: CalendarDay[],
): void {
  const rows = calendar.filter((day) => day.instructional).map((day) => day.number - 1);
  const row = rows[4]!;
  for (const school of orphanSchools) {
    const holder = placements.find(
      (one) =>
        one.school === school && isSteady(one, rows) && !marks.get(one)!.some((mark) => mark.row === row),
    );
    const own = holder && marks.get(holder);
    own?.unshift({
      row,
      kind: "excused",
      first: "excused",
      settledRow: row,
      periods: null,
      orphan: true,
    });
    own?.sort((one, other) => one.row - other.row);
  }
}
