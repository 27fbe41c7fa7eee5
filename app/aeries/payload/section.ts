import { z } from "zod";
import { lifeDayOrNull, type PlausibleDays } from "./day.ts";
import { flag, id, idOrNull, schoolCode, text, textOrNull } from "./field.ts";
import { type RowSchema, rowSchema } from "./rows.ts";

export type SectionStaff = {
  staffId: number;
  firstName: string;
  lastName: string;
  primary: boolean;
  attendancePermission: string | null;
  startDate: string | null;
  endDate: string | null;
  inactive: boolean;
};

export type Section = {
  schoolCode: number;
  sectionNumber: number;
  /** "0" to "9"; at Flex schools a short title; null when the section meets in no fixed period. */
  period: string | null;
  semester: string | null;
  courseId: string | null;
  room: string | null;
  /** Letters of the weekdays it meets, such as "MTWTF". */
  classCalendar: string | null;
  track: string | null;
  inactive: boolean;
  staff: SectionStaff[];
};

const member = (plausible: PlausibleDays) =>
  z.object({
    StaffID: idOrNull,
    FirstName: text,
    LastName: text,
    IsPrimaryTeacher: flag,
    AttendancePermission: textOrNull,
    StartDate: lifeDayOrNull(plausible),
    EndDate: lifeDayOrNull(plausible),
    InactiveStatusCode: textOrNull,
  });

export const sectionRow = (plausible: PlausibleDays): RowSchema<Section> =>
  rowSchema({
    keys: ["SchoolCode", "SectionNumber"],
    fields: {
      SchoolCode: schoolCode,
      SectionNumber: id,
      Period: textOrNull,
      Semester: textOrNull,
      CourseID: textOrNull,
      Room: textOrNull,
      ClassCalendar: textOrNull,
      Track: textOrNull,
      InactiveStatusCode: textOrNull,
      SectionStaffMembers: z.array(member(plausible), { error: "is not a list" }).nullish(),
    },
    build: (row) => ({
      schoolCode: row.SchoolCode,
      sectionNumber: row.SectionNumber,
      period: row.Period,
      semester: row.Semester,
      courseId: row.CourseID,
      room: row.Room,
      classCalendar: row.ClassCalendar,
      track: row.Track,
      inactive: row.InactiveStatusCode !== null,
      staff: (row.SectionStaffMembers ?? []).flatMap((person) =>
        person.StaffID === null ? [] : [staffOf({ ...person, StaffID: person.StaffID })],
      ),
    }),
  });

function staffOf(person: z.output<ReturnType<typeof member>> & { StaffID: number }): SectionStaff {
  return {
    staffId: person.StaffID,
    firstName: person.FirstName,
    lastName: person.LastName,
    primary: person.IsPrimaryTeacher,
    attendancePermission: person.AttendancePermission,
    startDate: person.StartDate,
    endDate: person.EndDate,
    inactive: person.InactiveStatusCode !== null,
  };
}
