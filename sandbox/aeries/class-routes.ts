import { type Ask, list, numberOf, one, type Route } from "./ask.ts";
import { courseRow, rosterRow, sectionRow } from "./section-rows.ts";
import { humanResourcesId, staffRow, teacherRow } from "./staff-rows.ts";

function sectionsAt(ask: Ask, number: number | null) {
  const school = numberOf(ask, "school");
  const found = ask.district.sections.filter(
    (each) => each.school === school && (number === null || each.number === number),
  );
  return list(found.map((section) => sectionRow(ask.district, section)));
}

function rosterAt(ask: Ask, name: "section" | "student" | null) {
  const school = numberOf(ask, "school");
  const wanted = name && numberOf(ask, name);
  const found = ask.district.rosters.filter(
    (span) =>
      span.school === school && (!name || (name === "section" ? span.section : span.studentId) === wanted),
  );
  return list(found.map(rosterRow));
}

/** Any staff field may be a condition; names and values compare without regard to case, `null` finds empty dates. */
function staffWhere(ask: Ask) {
  const rows = ask.district.staff.map((each) => staffRow(each, ask.district.today));
  const fields = Object.keys(rows[0] ?? {});
  const conditions = fields.flatMap((field) => {
    const value = ask.query.get(field.toLowerCase());
    return value === undefined ? [] : [[field, value.toLowerCase()] as const];
  });
  return list(
    rows.filter((row) =>
      conditions.every(
        ([field, value]) => String((row as Record<string, unknown>)[field]).toLowerCase() === value,
      ),
    ),
  );
}

function oneStaff(ask: Ask, matches: (id: number, hrId: string) => boolean) {
  const staff = ask.district.staff.find((each) => matches(each.id, humanResourcesId(each)));
  return one(staff && staffRow(staff, ask.district.today), "Invalid Staff ID");
}

function teachers(ask: Ask, keep: (staffId: number) => boolean) {
  const school = ask.params.school === undefined ? null : numberOf(ask, "school");
  const found = ask.district.staff.filter(
    (each) => each.role === "teacher" && keep(each.id) && (school === null || each.schools.includes(school)),
  );
  return list(found.map((each) => teacherRow(each, school ?? each.schools[0]!)));
}

export const classRoutes: Route[] = [
  { path: "schools/:school/sections", area: "Master Schedule", answer: (ask) => sectionsAt(ask, null) },
  {
    path: "schools/:school/sections/:section",
    area: "Master Schedule",
    answer: (ask) => sectionsAt(ask, numberOf(ask, "section")),
  },
  {
    path: "schools/:school/sections/:section/students",
    area: "Class Schedules/History",
    answer: (ask) => rosterAt(ask, "section"),
  },
  { path: "schools/:school/classes", area: "Class Schedules/History", answer: (ask) => rosterAt(ask, null) },
  {
    path: "schools/:school/classes/:student",
    area: "Class Schedules/History",
    answer: (ask) => rosterAt(ask, "student"),
  },
  { path: "staff", area: "Staff Data", answer: staffWhere },
  {
    path: "staff/:staff",
    area: "Staff Data",
    answer: (ask) => oneStaff(ask, (id) => id === numberOf(ask, "staff")),
  },
  {
    path: "staff/hrid/:hrid",
    area: "Staff Data",
    answer: (ask) => oneStaff(ask, (_, hrId) => hrId === ask.params.hrid),
  },
  {
    path: "staff/:staff/classes",
    area: "Master Schedule",
    answer: (ask) =>
      list(
        ask.district.sections
          .filter((each) => each.teachers.some(({ staff }) => staff.id === numberOf(ask, "staff")))
          .map((section) => sectionRow(ask.district, section)),
      ),
  },
  {
    path: "staff/:staff/teachers",
    area: "Teacher Data",
    answer: (ask) => teachers(ask, (id) => id === numberOf(ask, "staff")),
  },
  { path: "schools/:school/teachers", area: "Teacher Data", answer: (ask) => teachers(ask, () => true) },
  {
    path: "schools/:school/teachers/:teacher",
    area: "Teacher Data",
    answer: (ask) => teachers(ask, (id) => id === numberOf(ask, "teacher")),
  },
  { path: "courses", area: "Course Data", answer: ({ district }) => list(district.courses.map(courseRow)) },
  {
    path: "courses/:course",
    area: "Course Data",
    answer: ({ district, params }) => {
      const course = district.courses.find((each) => each.id === params.course);
      return one(course && courseRow(course), "Invalid Course ID");
    },
  },
];
