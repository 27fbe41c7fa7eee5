/** What is asked of Aeries. */
export type Resource = {
  /** A noun for the log. */
  resource: string;
  /** The right that the certificate needs, in the words of Aeries' API Security page; null for none. */
  area: string | null;
  schoolCode?: number;
  path: string;
  parameters?: Record<string, string | number>;
};

const district = (resource: string, area: string | null, path = resource): Resource => ({
  resource,
  area,
  path,
});

const ofSchool =
  (resource: string, area: string | null, path: string = resource) =>
  (schoolCode: number): Resource => ({ resource, area, schoolCode, path: `schools/${schoolCode}/${path}` });

export type ChangeArea = "student" | "contact" | "program" | "test" | "class" | "enrollment";

/** Every resource we read, with its path under /api/v5 and the right it needs. */
export const resources = {
  schools: district("schools", null),
  staff: district("staff", "Staff Data"),
  courses: district("courses", "Course Data"),
  terms: ofSchool("terms", null),
  calendar: ofSchool("calendar", "Calendar"),
  bellSchedule: ofSchool("bell_schedule", "Bell Schedule", "BellSchedule"),
  absenceCodes: ofSchool("absence_codes", "Absence Code Table", "AbsenceCodes"),
  students: ofSchool("students", "Student Data"),
  student: (schoolCode: number, pupilId: number) =>
    ofSchool("students", "Student Data", `students/${pupilId}`)(schoolCode),
  /** Of one school year, always: without a year Aeries may run for minutes. Pupil 0 is all. */
  enrollment: (schoolCode: number, schoolYear: number) =>
    ofSchool("enrollment", "Enrollment History", `enrollment/0/year/${schoolYear}`)(schoolCode),
  programs: ofSchool("programs", "Student Programs", "students/0/programs"),
  contacts: ofSchool("contacts", "Contacts"),
  sections: ofSchool("sections", "Master Schedule"),
  classes: ofSchool("classes", "Class Schedules/History"),
  attendance: (
    schoolCode: number,
    window: { from: Temporal.PlainDate; to: Temporal.PlainDate },
  ): Resource => ({
    ...ofSchool("attendance", "Attendance")(schoolCode),
    parameters: { StartDate: compact(window.from), EndDate: compact(window.to) },
  }),
  studentDataChanges(area: ChangeArea, since: Temporal.PlainDateTime): Resource {
    const moment = since.toString({ smallestUnit: "minute" }).replaceAll(/[-T:]/g, "/");
    return district("student_data_changes", "Student Data", `StudentDataChanges/${area}/${moment}`);
  },
};

function compact(day: Temporal.PlainDate): string {
  return day.toString().replaceAll("-", "");
}
