import { address, addressOf, type PostalAddress } from "./address.ts";
import { lifeDayOrNull, type PlausibleDays, schoolDayOrNull } from "./day.ts";
import { grade, id, idOrNull, requiredText, schoolCode, textOrNull } from "./field.ts";
import { type RowSchema, rowSchema } from "./rows.ts";

/**
 * One pupil's record at one school: a pupil of two schools has two. The row is (schoolCode, studentNumber), the
 * person is pupilId. Ethnicity, race, phones and medical fields are in Aeries' answer and are not read.
 */
export type Student = {
  pupilId: number;
  schoolCode: number;
  studentNumber: number;
  stateStudentId: string | null;
  lastName: string;
  firstName: string;
  middleName: string | null;
  /** The names the pupil goes by, where they differ. */
  lastNameAlias: string | null;
  firstNameAlias: string | null;
  grade: number;
  birthdate: string | null;
  parentGuardianName: string | null;
  mailingAddress: PostalAddress | null;
  schoolEnterDate: string | null;
  schoolLeaveDate: string | null;
  track: string | null;
  attendancePrograms: string[];
  /** Null is active; "*" is pre-enrolled; districts choose the others. */
  inactiveStatusCode: string | null;
  correspondenceLanguage: string | null;
  homeLanguage: string | null;
  /** A staff id since version 5. */
  counselorStaffId: number | null;
  homeRoomTeacherNumber: number | null;
  /** Brothers and sisters share it, where the district keeps it. */
  familyKey: number | null;
};

export const studentRow = (plausible: PlausibleDays): RowSchema<Student> =>
  rowSchema({
    keys: ["SchoolCode", "StudentNumber", "StudentID"],
    legacy: {
      PermanentID: "StudentID",
      CorrespondanceLanguageCode: "CorrespondenceLanguageCode",
      CouselorNumber: "CounselorNumber",
    },
    fields: {
      StudentID: id,
      SchoolCode: schoolCode,
      StudentNumber: id,
      StateStudentID: textOrNull,
      LastName: requiredText,
      FirstName: requiredText,
      MiddleName: textOrNull,
      LastNameAlias: textOrNull,
      FirstNameAlias: textOrNull,
      Grade: grade,
      Birthdate: lifeDayOrNull(plausible),
      ParentGuardianName: textOrNull,
      ...address("Mailing"),
      SchoolEnterDate: schoolDayOrNull(plausible),
      SchoolLeaveDate: schoolDayOrNull(plausible),
      Track: textOrNull,
      AttendanceProgramCodePrimary: textOrNull,
      AttendanceProgramCodeAdditional1: textOrNull,
      AttendanceProgramCodeAdditional2: textOrNull,
      InactiveStatusCode: textOrNull,
      CorrespondenceLanguageCode: textOrNull,
      HomeLanguageCode: textOrNull,
      CounselorNumber: idOrNull,
      HomeRoomTeacherNumber: idOrNull,
      FamilyKey: idOrNull,
    },
    build: (row) => ({
      pupilId: row.StudentID,
      schoolCode: row.SchoolCode,
      studentNumber: row.StudentNumber,
      stateStudentId: row.StateStudentID,
      lastName: row.LastName,
      firstName: row.FirstName,
      middleName: row.MiddleName,
      lastNameAlias: row.LastNameAlias,
      firstNameAlias: row.FirstNameAlias,
      grade: row.Grade,
      birthdate: row.Birthdate,
      parentGuardianName: row.ParentGuardianName,
      mailingAddress: addressOf("Mailing", row),
      schoolEnterDate: row.SchoolEnterDate,
      schoolLeaveDate: row.SchoolLeaveDate,
      track: row.Track,
      attendancePrograms: [
        row.AttendanceProgramCodePrimary,
        row.AttendanceProgramCodeAdditional1,
        row.AttendanceProgramCodeAdditional2,
      ].filter((program) => program !== null),
      inactiveStatusCode: row.InactiveStatusCode,
      correspondenceLanguage: row.CorrespondenceLanguageCode,
      homeLanguage: row.HomeLanguageCode,
      counselorStaffId: row.CounselorNumber,
      homeRoomTeacherNumber: row.HomeRoomTeacherNumber,
      familyKey: row.FamilyKey,
    }),
  });
