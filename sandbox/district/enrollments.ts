import { mix } from "./chance.ts";
import { firstDayOf } from "./holidays.ts";
import { homeroomTeachers } from "./homerooms.ts";
import { shortTermStudyDays, studySpansOf } from "./long-absences.ts";
import type { Enrollment, Student } from "./model.ts";
import type { Staff } from "./person.ts";
import type { Placement } from "./placements.ts";
import type { YearPlan } from "./plan.ts";
import { highSchool, middleSchool } from "./schools.ts";

/** Records are opened about this many calendar rows before a late enterer's first day. */
const openedAhead = 10;
const noShowRows = 8;
/** Attendance program code of pupils in independent study for more than 15 schooldays. */
export const longStudyProgram = "I";

interface Stretch {
  startRow: number;
  endRow: number | null;
  program: string;
}

/** A pupil in long independent study is enrolled in that program for exactly those days, and again before and after. */
function stretchesOf(plan: YearPlan, placement: Placement): Stretch[] {
  const calendar = plan.calendars.get(0)!;
  const long = studySpansOf(plan.marks.get(placement) ?? [], calendar).filter(
    (span) => span.schooldays > shortTermStudyDays,
  );
  const stretches: Stretch[] = [];
  let startRow = placement.enterRow;
  for (const span of long) {
    if (span.startRow > startRow) stretches.push({ startRow, endRow: span.startRow - 1, program: "" });
    stretches.push({ startRow: span.startRow, endRow: span.endRow, program: longStudyProgram });
    startRow = span.endRow + 1;
  }
  if (startRow <= (placement.leaveRow ?? calendar.length)) {
    stretches.push({ startRow, endRow: placement.leaveRow, program: "" });
  }
  return stretches;
}

function teachersOf(plan: YearPlan): Map<number, Map<number, Staff>> {
  const bySchool = new Map<number, Map<number, Staff>>();
  for (const code of plan.calendars.keys()) {
    if (code === highSchool) continue;
    const sections = plan.sections.filter((one) => one.section.school === code);
    bySchool.set(code, homeroomTeachers(sections, plan.staff));
  }
  return bySchool;
}

/** One row per stretch that had begun by `lastRow`; a leave date shows once the day has passed. */
export function enrollmentsOf(plan: YearPlan, lastRow: number): Enrollment[] {
  const calendar = plan.calendars.get(0)!;
  const teachers = teachersOf(plan);
  const rows: Enrollment[] = [];
  for (const placement of plan.placements) {
    if (placement.noShow && lastRow < noShowRows) continue;
    const teacher = teachers.get(placement.school)?.get(placement.child.studentId);
    for (const stretch of stretchesOf(plan, placement)) {
      if (stretch.startRow > lastRow) continue;
      const final = stretch.endRow === placement.leaveRow;
      const ended = stretch.endRow !== null && stretch.endRow < lastRow;
      const enter = calendar[stretch.startRow]!.date;
      rows.push({
        studentId: placement.child.studentId,
        school: placement.school,
        studentNumber: placement.studentNumber,
        schoolYear: plan.schoolYear,
        grade: placement.grade,
        enter,
        leave: placement.noShow ? enter : ended ? calendar[stretch.endRow!]!.date : null,
        exitReason: placement.noShow || (ended && final) ? placement.exitReason : "",
        programCode: stretch.program,
        teacherNumber: teacher?.id ?? 0,
        teacherName: teacher?.last ?? "",
      });
    }
  }
  return rows;
}

/** One row per pupil and school, with the ones who left, who never came and who are yet to come. */
export function studentsOf(plan: YearPlan, lastRow: number): Student[] {
  const calendar = plan.calendars.get(0)!;
  const teachers = teachersOf(plan);
  const students: Student[] = [];
  for (const placement of plan.placements) {
    const { child, school, enterRow, leaveRow } = placement;
    if (enterRow > Math.max(lastRow, 0) + openedAhead) continue;
    const left = leaveRow !== null && leaveRow < lastRow;
    const never = placement.noShow && lastRow >= noShowRows;
    const begun = enterRow <= lastRow;
    const study = stretchesOf(plan, placement).find(
      (one) => one.program && one.startRow <= lastRow && lastRow <= one.endRow!,
    );
    students.push({
      child,
      school,
      studentNumber: placement.studentNumber,
      grade: placement.grade,
      first: child.first,
      last: child.last,
      inactiveStatusCode: never ? "N" : left ? "I" : begun ? "" : "*",
      enter: calendar[enterRow]!.date,
      leave: left ? calendar[leaveRow]!.date : null,
      homeroomTeacher: teachers.get(school)?.get(child.studentId)?.id ?? 0,
      programCode: study?.program ?? "",
    });
  }
  return [...students, ...nextYearsOf(plan, lastRow, students)];
}

/** From April on, half of the elementary schools' oldest pupils are pre-enrolled at the middle school. */
function nextYearsOf(plan: YearPlan, lastRow: number, students: Student[]): Student[] {
  const calendar = plan.calendars.get(0)!;
  if (
    lastRow < 0 ||
    Temporal.PlainDate.compare(calendar[lastRow]!.date, `${plan.schoolYear + 1}-04-10`) < 0
  ) {
    return [];
  }
  const known = new Set(
    students.filter((one) => one.school === middleSchool).map((one) => one.child.studentId),
  );
  return students
    .filter(
      (one) => one.inactiveStatusCode === "" && one.school < middleSchool && !known.has(one.child.studentId),
    )
    .filter(
      (one) => one.grade === (one.school === 30 ? 6 : 5) && mix(plan.seed, one.child.studentId) % 2 === 0,
    )
    .map((one, index) => ({
      ...one,
      school: middleSchool,
      studentNumber: known.size + 500 + index,
      grade: one.grade + 1,
      inactiveStatusCode: "*",
      enter: firstDayOf(plan.schoolYear + 1),
      leave: null,
      homeroomTeacher: 0,
      programCode: "",
    }));
}
