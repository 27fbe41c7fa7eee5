import type { DayMark, District, Student } from "#sandbox/district/model.ts";
import { highSchool } from "#sandbox/district/schools.ts";
import { editTimetable, isTimetableEdit, type TimetableEdit } from "./timetable-edits.ts";

/** Something the office did by hand. `schoolYear` is the year whose records it touched. */
export type Edit = { schoolYear: number } & (
  | {
      kind: "mark";
      school: number;
      studentId: number;
      date: Temporal.PlainDate;
      /** Null for the whole day. */
      period: string | null;
      /** Null clears. */
      code: string | null;
    }
  | {
      kind: "student";
      school: number;
      studentId: number;
      firstName?: string;
      lastName?: string;
      inactiveStatusCode?: string;
    }
  | { kind: "move"; from: number; to: number; studentId: number; date: Temporal.PlainDate }
  | { kind: "contact"; studentId: number; sequence: number; cellPhone: string }
  | TimetableEdit
);

/** Applies an edit to a district whose lists and records may be changed. Unknown pupils are left alone. */
export function applyEdit(district: District, edit: Edit): void {
  if (isTimetableEdit(edit)) editTimetable(district, edit);
  else if (edit.kind === "mark") setMark(district, edit);
  else if (edit.kind === "move") move(district, edit);
  else if (edit.kind === "contact") changePhone(district, edit);
  else {
    const student = recordOf(district, edit.school, edit.studentId);
    if (!student) return;
    student.first = edit.firstName ?? student.first;
    student.last = edit.lastName ?? student.last;
    student.inactiveStatusCode = edit.inactiveStatusCode ?? student.inactiveStatusCode;
  }
}

/** The pupil's record at a school, if there is one. */
export function recordOf(district: District, school: number, studentId: number): Student | undefined {
  return district.students.find((one) => one.school === school && one.child.studentId === studentId);
}

function setMark(district: District, edit: Extract<Edit, { kind: "mark" }>): void {
  const { school, studentId, date } = edit;
  const day = district.calendars.get(school)?.find((one) => one.date.equals(date));
  const bySchool = district.marks.get(school);
  if (!day || !bySchool || !recordOf(district, school, studentId)) return;
  const old = bySchool.get(studentId) ?? [];
  const before = old.find((mark) => mark.day.number === day.number) ?? { day, allDay: "", classes: [] };
  const rest = old.filter((mark) => mark !== before);
  const mark =
    school === highSchool ? periodDay(district, edit, before) : { ...before, allDay: edit.code ?? "" };
  const kept = mark.allDay !== "" || mark.classes.length > 0;
  const days = kept ? [...rest, mark].sort((one, other) => one.day.number - other.day.number) : rest;
  if (days.length > 0) bySchool.set(studentId, days);
  else bySchool.delete(studentId);
}

function periodDay(district: District, edit: Extract<Edit, { kind: "mark" }>, before: DayMark): DayMark {
  const { period, code } = edit;
  const meets = sectionsOn(district, edit.studentId, edit.date);
  const touched = period === null ? meets : meets.filter((one) => one.period === period);
  const others = before.classes.filter((one) => !touched.some((each) => each.period === one.period));
  const set = code === null ? [] : touched.map((one) => ({ section: one.number, period: one.period, code }));
  const classes = [...others, ...set].sort((one, other) => (one.period < other.period ? -1 : 1));
  const agree = classes.length === meets.length && new Set(classes.map((one) => one.code)).size === 1;
  return { ...before, classes, allDay: agree ? classes[0]!.code : "" };
}

function sectionsOn(district: District, studentId: number, date: Temporal.PlainDate) {
  const compare = Temporal.PlainDate.compare;
  const sections = new Map(
    district.sections.filter((one) => one.school === highSchool).map((one) => [one.number, one]),
  );
  return district.rosters
    .filter((one) => one.school === highSchool && one.studentId === studentId)
    .filter((one) => compare(one.start, date) <= 0 && compare(one.end, date) >= 0)
    .flatMap((one) => sections.get(one.section) ?? []);
}

/** Ends the pupil's time at one school on the day before `date` and starts it at another. */
function move(district: District, edit: Extract<Edit, { kind: "move" }>): void {
  const { from, to, studentId, date } = edit;
  const student = recordOf(district, from, studentId);
  if (!student || recordOf(district, to, studentId)) return;
  const lastDay = date.subtract({ days: 1 });
  const numbers = district.students.filter((one) => one.school === to).map((one) => one.studentNumber);
  const studentNumber = Math.max(0, ...numbers) + 1;
  const home = smallestSection(district, to, student.grade);
  const teacher = home?.teachers[0]?.staff;
  const moved = { ...student, school: to, studentNumber, enter: date, leave: null };
  district.students.push({ ...moved, homeroomTeacher: teacher?.id ?? 0 });
  Object.assign(student, { inactiveStatusCode: "I", leave: lastDay });
  for (const one of district.enrollments) {
    if (one.studentId !== studentId || one.school !== from || one.leave) continue;
    Object.assign(one, { leave: lastDay, exitReason: "T160" });
    district.enrollments.push({
      ...one,
      school: to,
      studentNumber,
      enter: date,
      leave: null,
      exitReason: "",
      teacherNumber: teacher?.id ?? 0,
      teacherName: teacher?.last ?? "",
    });
    break;
  }
  const yearEnd = [...district.terms.get(to)!].pop()!.end;
  for (const span of district.rosters) {
    if (span.studentId !== studentId || span.school !== from) continue;
    if (Temporal.PlainDate.compare(span.end, lastDay) > 0) span.end = lastDay;
  }
  if (home) {
    const { number: section, courseId } = home;
    district.rosters.push({
      studentId,
      school: to,
      section,
      courseId,
      sequence: 1,
      start: date,
      end: yearEnd,
    });
  }
  const marks = district.marks.get(from)?.get(studentId);
  const kept = marks?.filter((mark) => Temporal.PlainDate.compare(mark.day.date, date) < 0);
  if (kept) district.marks.get(from)!.set(studentId, kept);
}

function smallestSection(district: District, school: number, grade: number) {
  const sizes = new Map<number, number>();
  for (const one of district.rosters) {
    if (one.school === school) sizes.set(one.section, (sizes.get(one.section) ?? 0) + 1);
  }
  return district.sections
    .filter((one) => one.school === school && one.lowGrade <= grade && one.highGrade >= grade)
    .sort((one, other) => (sizes.get(one.number) ?? 0) - (sizes.get(other.number) ?? 0))[0];
}

function changePhone(district: District, edit: Extract<Edit, { kind: "contact" }>): void {
  for (const student of district.students) {
    if (student.child.studentId !== edit.studentId) continue;
    const { family } = student.child;
    const adults = family.adults.map((adult) =>
      adult.sequence === edit.sequence ? { ...adult, cellPhone: edit.cellPhone } : adult,
    );
    student.child = { ...student.child, family: { ...family, adults } };
  }
}
