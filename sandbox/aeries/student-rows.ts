import type { District, Enrollment, Program, Student } from "#sandbox/district/model.ts";
import { blanks, numbered, stamp, stampOrNull } from "./stamp.ts";

const shortGrades: Record<number, string> = { [-1]: "TK", 0: "K" };
const longGrades: string[] = [
  "Transitional Kindergarten",
  "Kindergarten",
  "First Grade",
  "Second Grade",
  "Third Grade",
  "Fourth Grade",
  "Fifth Grade",
  "Sixth Grade",
  "Seventh Grade",
  "Eighth Grade",
  "Ninth Grade",
  "Tenth Grade",
  "Eleventh Grade",
  "Twelfth Grade",
  "Graduated Senior",
];

export const shortGrade = (grade: number) => shortGrades[grade] ?? String(grade);
export const longGrade = (grade: number) => longGrades[grade + 1] ?? "";

const blank = blanks(
  `StudentPersonalEmailAddress LastNameAlias FirstNameAlias MiddleNameAlias StudentMobilePhone MailingAddressZipExt ResidenceAddressZipExt ${numbered("RaceCode", 5)} ${numbered("UserCode", 13)} Track AttendanceProgramCodeAdditional1 AttendanceProgramCodeAdditional2 LockerNumber ParentEmailAddress NetworkLoginID NotificationPreferenceCode RecordsReleaseCode`,
);

const raceByOrigin: Record<string, string> = {
  vietnamese: "204",
  hmong: "208",
  tagalog: "400",
  chinese: "201",
};

/** One STU record: a pupil at one school. */
export function studentRow(student: Student) {
  const { child, school, grade } = student;
  const { family } = child;
  return {
    ...blank,
    StudentID: child.studentId,
    OldStudentID: 0,
    CorrespondenceLanguageCode: family.correspondenceLanguage,
    CounselorNumber: school === 60 ? 6004 + (child.studentId % 2) : 0,
    SchoolCode: school,
    StudentNumber: student.studentNumber,
    StateStudentID: child.stateId,
    LastName: student.last,
    FirstName: student.first,
    MiddleName: child.middle,
    Gender: child.gender,
    Grade: grade,
    GradeLevelShortDescription: shortGrade(grade),
    GradeLevelLongDescription: longGrade(grade),
    Birthdate: stamp(child.birthdate),
    ParentGuardianName: family.adults.map((adult) => `${adult.first} ${adult.last}`).join(" & "),
    HomePhone: family.phone,
    MailingAddress: family.address,
    MailingAddressCity: "Sierra Vista",
    MailingAddressState: "CA",
    MailingAddressZipCode: family.zip,
    ResidenceAddress: family.address,
    ResidenceAddressCity: "Sierra Vista",
    ResidenceAddressState: "CA",
    ResidenceAddressZipCode: family.zip,
    AddressVerified: true,
    EthnicityCode: family.origin === "spanish" ? "Y" : "N",
    RaceCode1: raceByOrigin[family.origin] ?? "700",
    SchoolEnterDate: stamp(student.enter),
    SchoolLeaveDate: stampOrNull(student.leave),
    DistrictEnterDate: `${child.arrives.year}-08-12T00:00:00`,
    AttendanceProgramCodePrimary: student.programCode,
    LowSchedulingPeriod: 0,
    HighSchedulingPeriod: 9,
    InactiveStatusCode: student.inactiveStatusCode,
    FamilyKey: family.key,
    LanguageFluencyCode: family.homeLanguage === "00" ? "E" : child.studentId % 3 === 0 ? "R" : "L",
    HomeLanguageCode: family.homeLanguage,
    ParentEdLevelCode: String(10 + (family.key % 5)),
    StudentEmailAddress: `${child.studentId}@students.sierravista.example`,
    EarlyWarningPoints: 0,
    HomeRoomTeacherNumber: String(student.homeroomTeacher),
    NextSchoolCode: school,
    NextGrade: grade + 1,
    NextGradeLevelShortDescription: shortGrade(grade + 1),
    NextGradeLevelLongDescription: longGrade(grade + 1),
  };
}

/** The fields of the extended record that a small district fills; the rest of it is left out. */
export function extendedRow(student: Student) {
  return {
    ...blanks(
      "CountInCensusIndicator InterIntraDistrictTransferCode BirthCity BirthStateCode BirthCountryCode",
    ),
    StudentID: student.child.studentId,
    SchoolCode: student.school,
    StudentNumber: student.studentNumber,
    StateStudentID: student.child.stateId,
    ResidenceSchool: student.school,
    NextGrade: student.grade + 1,
    NextSchool: student.school,
    ReportingSchoolCode: 0,
    HomeLanguageSurveyPrimaryLanguageCode: student.child.family.homeLanguage,
    ExpectedGraduationDate: null,
    RecordAddedDateTime: stamp(student.enter),
  };
}

export function enrollmentRow(one: Enrollment) {
  return {
    ...blanks(
      "InterIntraDistrictStateCode NonpublicSchoolStateCode Track AttendanceProgramCodeAdditional1 AttendanceProgramCodeAdditional2 InterIntraDistrictTransferCode",
    ),
    StudentID: one.studentId,
    NextSchoolCode: 0,
    ReportingSchoolCode: 0,
    SchoolCode: one.school,
    StudentNumber: one.studentNumber,
    AcademicYear: String(one.schoolYear),
    AttendanceProgramCode: one.programCode,
    Grade: one.grade,
    ElementaryTeacherNumber: one.teacherNumber,
    ElementaryTeacherName: one.teacherName,
    EnterDate: stamp(one.enter),
    LeaveDate: stampOrNull(one.leave),
    ExitReasonCode: one.exitReason,
  };
}

export function programRow(one: Program) {
  const participates = one.code !== "144";
  return {
    ExtendedProperties: one.details.map(({ name, value }) => ({ Name: name, Value: value })),
    StudentID: one.studentId,
    ProgramCode: one.code,
    ProgramDescription: one.description,
    EligibilityStartDate: stamp(one.start),
    EligibilityEndDate: stampOrNull(one.end),
    ParticipationStartDate: participates ? stamp(one.start) : null,
    ParticipationEndDate: participates ? stampOrNull(one.end) : null,
  };
}

/** The records of a school in order of StudentID; school 0 has none of its own. */
export function studentsAt(district: District, school: number): Student[] {
  return district.students
    .filter((one) => one.school === school)
    .sort((one, other) => one.child.studentId - other.child.studentId);
}
