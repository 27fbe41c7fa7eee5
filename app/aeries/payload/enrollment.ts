import { type PlausibleDays, schoolDay, schoolDayOrNull } from "./day.ts";
import { grade, id, idOrNull, schoolCode, textOrNull, Unreadable, whole } from "./field.ts";
import { type RowSchema, rowSchema } from "./rows.ts";

/** One span of enrollment. A change of program, grade or teacher starts a new span too. */
export type Enrollment = {
  pupilId: number;
  schoolCode: number;
  studentNumber: number;
  /** The calendar year that the school year starts in. */
  schoolYear: number;
  grade: number;
  track: string | null;
  enterDate: string;
  leaveDate: string | null;
  exitReason: string | null;
  attendancePrograms: string[];
  elementaryTeacherNumber: number | null;
  reportingSchoolCode: number | null;
};

export const enrollmentRow = (plausible: PlausibleDays): RowSchema<Enrollment> =>
  rowSchema({
    keys: ["SchoolCode", "StudentID", "EnterDate"],
    legacy: { PermanentID: "StudentID" },
    fields: {
      StudentID: id,
      SchoolCode: schoolCode,
      StudentNumber: id,
      AcademicYear: whole(1990, 2100),
      Grade: grade,
      Track: textOrNull,
      EnterDate: schoolDay(plausible),
      LeaveDate: schoolDayOrNull(plausible),
      ExitReasonCode: textOrNull,
      AttendanceProgramCode: textOrNull,
      AttendanceProgramCodeAdditional1: textOrNull,
      AttendanceProgramCodeAdditional2: textOrNull,
      ElementaryTeacherNumber: idOrNull,
      ReportingSchoolCode: idOrNull,
    },
    build: (row) =>
      row.LeaveDate !== null && row.LeaveDate < row.EnterDate
        ? new Unreadable("leaves before it enters")
        : {
            pupilId: row.StudentID,
            schoolCode: row.SchoolCode,
            studentNumber: row.StudentNumber,
            schoolYear: row.AcademicYear,
            grade: row.Grade,
            track: row.Track,
            enterDate: row.EnterDate,
            leaveDate: row.LeaveDate,
            exitReason: row.ExitReasonCode,
            attendancePrograms: [
              row.AttendanceProgramCode,
              row.AttendanceProgramCodeAdditional1,
              row.AttendanceProgramCodeAdditional2,
            ].filter((program) => program !== null),
            elementaryTeacherNumber: row.ElementaryTeacherNumber,
            reportingSchoolCode: row.ReportingSchoolCode,
          },
  });
