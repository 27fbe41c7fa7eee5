import { mix } from "./chance.ts";
import { fullClass, type PlannedMember, type PlannedSection } from "./homerooms.ts";
import type { CalendarDay, Course } from "./model.ts";
import { isSteady, type Placement } from "./placements.ts";
import { highSchool } from "./schools.ts";
import { teacherId } from "./staff.ts";

export const periods = ["0", "1", "2", "3", "4", "5", "6"];

/** Six subjects a grade; the sixth is an elective that changes with the semester. */
const subjects: Record<number, string[]> = {
  9: ["English 9", "Algebra 1", "Biology", "World Geography", "PE 9", "Health/Art 1"],
  10: ["English 10", "Geometry", "Chemistry", "World History", "PE 10", "Spanish 1/Drama"],
  11: ["English 11", "Algebra 2", "Physics", "U.S. History", "Spanish 2", "Ceramics/Media"],
  12: ["English 12", "Precalculus", "Earth Science", "Government", "Statistics", "Welding/Robotics"],
};
const departments = ["ENG", "MAT", "SCI", "SOC", "PED", "ELE"];
const rotations = 5;
const parallel = 2;
const jazzBand = { id: "0900", title: "Jazz Band" };

const courseId = (grade: number, subject: number) => `${String(grade).padStart(2, "0")}${subject + 1}0`;
const elective = 5;

/** Courses of the high school; an elective's second semester is a course of its own. */
export const highSchoolCourses: Course[] = Object.entries(subjects).flatMap(([key, titles]) => {
  const grade = Number(key);
  return titles.flatMap((title, subject) =>
    title.split("/").map((part, half) => ({
      id: half === 0 ? courseId(grade, subject) : courseId(grade, subject).replace(/0$/, "5"),
      title: part,
      department: departments[subject]!,
      lowGrade: grade,
      highGrade: grade,
      termType: subject === elective && title.includes("/") ? "S" : "Y",
    })),
  );
});
highSchoolCourses.push({ ...jazzBand, department: "MUS", lowGrade: 9, highGrade: 12, termType: "Y" });

/**
 * The high school's sections. Each pupil follows one of five rotations of six subjects, so every period teaches
 * five of them and each teacher has one period free. Section numbers: period times 1000, then grade and group.
 */
export function masterScheduleOf(
  seed: number,
  placements: Placement[],
  calendar: CalendarDay[],
  springRow: number,
): PlannedSection[] {
  const sections = new Map<number, PlannedSection>();
  const rows = calendar.filter((day) => day.instructional).map((day) => day.number - 1);
  const join = (
    number: number,
    period: number,
    grade: number,
    subject: number,
    group: number,
    semester: string,
    member: PlannedMember,
  ) => {
    let planned = sections.get(number);
    if (!planned) {
      const second = semester === "S";
      const teacher = (grade - 9) * subjectsPerGrade * parallel + subject * parallel + group;
      planned = {
        staffIds: [teacherId(highSchool, teacher)],
        section: {
          school: highSchool,
          number,
          period: String(period),
          courseId: second ? courseId(grade, subject).replace(/0$/, "5") : courseId(grade, subject),
          room: `${departments[subject]!.slice(0, 1)}${grade}${group + 1}`,
          semester,
          lowGrade: grade,
          highGrade: grade,
          maxStudents: fullClass,
          teachers: [],
        },
        members: [],
      };
      sections.set(number, planned);
    }
    planned.members.push(member);
  };
  for (const placement of placements) {
    if (placement.noShow) continue;
    const draw = mix(seed, 606, placement.child.studentId);
    const rotation = draw % rotations;
    const group = Math.floor(draw / rotations) % parallel;
    const { enterRow, leaveRow } = placement;
    const whole = { placement, startRow: enterRow, endRow: leaveRow };
    if (placement.concurrent) {
      // Geometry in period 1 belongs to grade 10's rotation 1.
      join(sectionNumber(1, 10, 1, 0), 1, 10, 1, 0, "Y", whole);
      continue;
    }
    const changed = Math.floor(draw / 64) % 25 === 0 ? rows[20 + (draw % 15)]! : null;
    for (let period = 1; period <= 6; period++) {
      const grade = placement.grade;
      const subject = (period - 1 + rotation) % subjectsPerGrade;
      const number = sectionNumber(period, grade, subject, group);
      if (subject === elective) {
        if (enterRow < springRow) {
          const endRow = leaveRow !== null && leaveRow < springRow ? leaveRow : springRow - 1;
          join(number, period, grade, subject, group, "F", { ...whole, endRow });
        }
        if (leaveRow === null || leaveRow >= springRow) {
          const startRow = Math.max(springRow, enterRow);
          join(number + 500, period, grade, subject, group, "S", { ...whole, startRow });
        }
      } else if (subject === 1 && changed !== null && changed > enterRow && (leaveRow ?? 999) > changed) {
        const other = 1 - group;
        join(number, period, grade, subject, group, "Y", { ...whole, endRow: changed - 1 });
        const to = sectionNumber(period, grade, subject, other);
        join(to, period, grade, subject, other, "Y", { ...whole, startRow: changed });
      } else {
        join(number, period, grade, subject, group, "Y", whole);
      }
    }
  }
  return [band(seed, placements, rows), ...[...sections.values()].sort(byNumber)];
}

const subjectsPerGrade = 6;
const byNumber = (one: PlannedSection, other: PlannedSection) => one.section.number - other.section.number;

function sectionNumber(period: number, grade: number, subject: number, group: number): number {
  return period * 1000 + (grade - 9) * 20 + subject * 2 + group + 1;
}

/** Period 0: a full class of pupils of all grades who are there the whole year. */
function band(seed: number, placements: Placement[], rows: number[]): PlannedSection {
  const members = placements
    .filter((one) => isSteady(one, rows) && !one.concurrent)
    .sort((one, other) => mix(seed, 707, one.child.studentId) - mix(seed, 707, other.child.studentId))
    .slice(0, fullClass);
  return {
    staffIds: [9006],
    section: {
      school: highSchool,
      number: 1,
      period: "0",
      courseId: jazzBand.id,
      room: "MUSIC",
      semester: "Y",
      lowGrade: 9,
      highGrade: 12,
      maxStudents: fullClass,
      teachers: [],
    },
    members: members.map((placement) => ({ placement, startRow: placement.enterRow, endRow: null })),
  };
}
