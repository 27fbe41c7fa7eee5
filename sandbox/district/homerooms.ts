import { mix } from "./chance.ts";
import type { CalendarDay, Section } from "./model.ts";
import type { Staff } from "./person.ts";
import type { Placement } from "./placements.ts";
import { isSteady } from "./placements.ts";
import { middleSchool } from "./schools.ts";
import { teacherId } from "./staff.ts";

/** A section with its roster as planned for the whole year; rows are positions in the calendar. */
export interface PlannedSection {
  section: Section;
  staffIds: number[];
  members: PlannedMember[];
}

export interface PlannedMember {
  placement: Placement;
  startRow: number;
  /** Last row in the section; null to the end of its term. */
  endRow: number | null;
}

/** Pupils in the largest class the contract allows; one middle school class has exactly this many all year. */
export const fullClass = 35;

const gradeNames = ["TK", "K", "1", "2", "3", "4", "5", "6", "7", "8"];

/** One homeroom per class of a daily-attendance school, attendance taken in its period 1. */
export function homeroomsOf(
  seed: number,
  school: number,
  placements: Placement[],
  calendar: CalendarDay[],
): PlannedSection[] {
  const rows = calendar.filter((day) => day.instructional).map((day) => day.number - 1);
  const sections: PlannedSection[] = [];
  for (let grade = -1; grade <= 8; grade++) {
    const pupils = placements
      .filter((one) => one.grade === grade && !one.noShow)
      .sort((one, other) => order(seed, one) - order(seed, other));
    if (pupils.length === 0) continue;
    for (const members of classesOf(school, grade, pupils, rows)) {
      sections.push(homeroom(school, grade, members, sections.length));
    }
  }
  return sections;
}

const order = (seed: number, placement: Placement) => mix(seed, 505, placement.child.studentId);

function classesOf(school: number, grade: number, pupils: Placement[], rows: number[]): Placement[][] {
  const classes: Placement[][] = [];
  let rest = pupils;
  if (school === middleSchool && grade === 8) {
    const full = pupils.filter((one) => isSteady(one, rows)).slice(0, fullClass);
    classes.push(full);
    rest = pupils.filter((one) => !full.includes(one));
  }
  const size = grade <= 0 ? 22 : grade <= 3 ? 26 : 29;
  const count = Math.max(1, Math.round(rest.length / size));
  for (let index = 0; index < count; index++) {
    classes.push(rest.filter((_, position) => position % count === index));
  }
  return classes;
}

function homeroom(school: number, grade: number, pupils: Placement[], index: number): PlannedSection {
  const aide = grade <= 0 ? [school * 100 + 6 + (index % 4)] : [];
  return {
    staffIds: [teacherId(school, index), ...aide],
    section: {
      school,
      number: school * 100 + index + 1,
      period: "1",
      courseId: `HR${gradeNames[grade + 1]}`,
      room: String(index + 1),
      semester: "Y",
      lowGrade: grade,
      highGrade: grade,
      maxStudents: grade <= 0 ? 24 : fullClass,
      teachers: [],
    },
    members: pupils.map((placement) => ({
      placement,
      startRow: placement.enterRow,
      endRow: placement.leaveRow,
    })),
  };
}

/** The courses that homerooms stand for. */
export const homeroomCourses = gradeNames.map((name, index) => ({
  id: `HR${name}`,
  title: `Homeroom ${name}`,
  department: "GEN",
  lowGrade: index - 1,
  highGrade: index - 1,
  termType: "Y",
}));

/** The homeroom teacher of each pupil of a school, by StudentID. */
export function homeroomTeachers(sections: PlannedSection[], staff: Map<number, Staff>): Map<number, Staff> {
  const teachers = new Map<number, Staff>();
  for (const { staffIds, members } of sections) {
    const teacher = staff.get(staffIds[0]!);
    for (const { placement } of members) if (teacher) teachers.set(placement.child.studentId, teacher);
  }
  return teachers;
}
