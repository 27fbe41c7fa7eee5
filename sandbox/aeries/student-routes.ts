import { mix } from "#sandbox/district/chance.ts";
import type { District, Student } from "#sandbox/district/model.ts";
import { type Ask, list, numberOf, type Route } from "./ask.ts";
import { changeAreas } from "./changes.ts";
import { contactRows } from "./contact-rows.ts";
import { enrollmentRow, extendedRow, programRow, studentRow, studentsAt } from "./student-rows.ts";

const area = "Student Data";

/** StartingRecord and EndingRecord count from 1 and are both included. */
function paged(rows: Student[], { query, switches, now }: Ask): Student[] {
  const start = Number(query.get("startingrecord"));
  const end = Number(query.get("endingrecord"));
  const from = start >= 1 ? start - 1 : 0;
  const isPage = start >= 1 || end >= 1;
  const most = isPage && switches.mostPerPage > 0 ? from + switches.mostPerPage : Number.POSITIVE_INFINITY;
  const inOrder = switches.outOfOrder ? shuffled(rows, 1) : rows;
  const page = inOrder.slice(from, Math.min(end >= 1 ? end : Number.POSITIVE_INFINITY, most));
  return switches.outOfOrder ? shuffled(page, now.epochMilliseconds) : page;
}

/** In the order of numbers drawn from the seed: the same for the same seed. */
function shuffled(rows: Student[], seed: number): Student[] {
  const place = (student: Student) => mix(seed % 1_000_003, student.child.studentId, student.school);
  return rows.toSorted((one, other) => place(one) - place(other));
}

function asked(ask: Ask, keep: (student: Student) => boolean, row: (student: Student) => unknown) {
  const students = studentsAt(ask.district, numberOf(ask, "school"));
  return list(paged(students.filter(keep), ask).map(row));
}

/** Whether the path's school limits the answer is a switch: the vendor's own articles disagree. */
function byId(ask: Ask, row: (student: Student) => unknown) {
  const wanted = numberOf(ask, "student");
  if (ask.switches.studentLookup === "honour") {
    return asked(ask, (each) => each.child.studentId === wanted, row);
  }
  return list(ask.district.students.filter((each) => each.child.studentId === wanted).map(row));
}

const studentRoutesOnly: Route[] = [
  { path: "schools/:school/students", area, answer: (ask) => asked(ask, () => true, studentRow) },
  { path: "schools/:school/students/:student", area, answer: (ask) => byId(ask, studentRow) },
  {
    path: "schools/:school/students/grade/:grade",
    area,
    answer: (ask) => asked(ask, (each) => each.grade === numberOf(ask, "grade"), studentRow),
  },
  {
    path: "schools/:school/students/sn/:number",
    area,
    answer: (ask) => asked(ask, (each) => each.studentNumber === numberOf(ask, "number"), studentRow),
  },
  {
    path: "schools/:school/students/:student/extended",
    area,
    answer: (ask) =>
      numberOf(ask, "student") === 0 ? asked(ask, () => true, extendedRow) : byId(ask, extendedRow),
  },
  {
    path: "schools/:school/students/grade/:grade/extended",
    area,
    answer: (ask) => asked(ask, (each) => each.grade === numberOf(ask, "grade"), extendedRow),
  },
  {
    path: "schools/:school/students/sn/:number/extended",
    area,
    answer: (ask) => asked(ask, (each) => each.studentNumber === numberOf(ask, "number"), extendedRow),
  },
];

function enrollments(ask: Ask) {
  const student = numberOf(ask, "student");
  const school = ask.params.school === undefined ? null : numberOf(ask, "school");
  const year = ask.params.year === undefined ? null : numberOf(ask, "year");
  return list(
    ask.district.enrollments
      .filter((each) => student === 0 || each.studentId === student)
      .filter(
        (each) => (school === null || each.school === school) && (year === null || each.schoolYear === year),
      )
      .map(enrollmentRow),
  );
}

const enrollmentRoutes: Route[] = [
  "enrollment/:student",
  "enrollment/:student/year/:year",
  "schools/:school/enrollment/:student",
  "schools/:school/enrollment/:student/year/:year",
].map((path) => ({ path, area: "Enrollment History", answer: enrollments }));

function programs(ask: Ask) {
  const wanted = numberOf(ask, "student");
  const school = numberOf(ask, "school");
  const here = idsAt(ask.district, school);
  const code = ask.query.get("code");
  return list(
    ask.district.programs
      .filter((each) => here.has(each.studentId) && (wanted === 0 || each.studentId === wanted))
      .filter((each) => !code || each.code === code)
      .map(programRow),
  );
}

function idsAt(district: District, school: number): Set<number> {
  return new Set(
    district.students.filter((each) => each.school === school).map((each) => each.child.studentId),
  );
}

/** The records touched since a minute of the server's local clock, each once. */
function dataChanges(ask: Ask) {
  const dataArea = ask.params.area!.toLowerCase();
  if (!(changeAreas as readonly string[]).includes(dataArea)) return list([]);
  const [year, month, day, hour, minute] = ["year", "month", "day", "hour", "minute"].map((name) =>
    numberOf(ask, name),
  );
  const since = Temporal.PlainDateTime.from({
    year: year!,
    month: month!,
    day: day!,
    hour: hour!,
    minute: minute!,
  });
  const rows = new Map<string, unknown>();
  for (const { area, studentId, school, studentNumber } of ask.feed.since(since)) {
    if (area !== dataArea) continue;
    rows.set(`${school}/${studentId}`, {
      StudentID: studentId,
      SchoolCode: school,
      StudentNumber: studentNumber,
    });
  }
  return list([...rows.values()]);
}

export const studentRoutes: Route[] = [
  ...studentRoutesOnly,
  ...enrollmentRoutes,
  { path: "schools/:school/students/:student/programs", area: "Student Programs", answer: programs },
  {
    path: "schools/:school/contacts",
    area: "Contacts",
    answer: (ask) => list(studentsAt(ask.district, numberOf(ask, "school")).flatMap(contactRows)),
  },
  {
    path: "schools/:school/contacts/:student",
    area: "Contacts",
    answer: (ask) => {
      const student = ask.district.students.find((each) => each.child.studentId === numberOf(ask, "student"));
      return list(student ? contactRows(student) : []);
    },
  },
  { path: "studentdatachanges/:area/:year/:month/:day/:hour/:minute", area, answer: dataChanges },
];
