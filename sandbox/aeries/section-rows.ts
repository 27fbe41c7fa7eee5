import type { Course, District, RosterSpan, Section } from "#sandbox/district/model.ts";
import { blanks, numbered, stamp, stampOrNull } from "./stamp.ts";

const blank = blanks(
  `GenderRestriction InactiveStatusCode ProgramCode HourlyAttendanceProgramCode ExclusionCode CountsForADA MultiTeacherCode SchedulingGroup TeamCourseGroup SemesterGroup Track EducationServiceCode LanguageOfInstructionCode InstructionalStrategyCode FundingSourceCode CareerTechnicalEducationProviderCode IndependentStudyIndicator DistanceLearningIndicator ItinerantTeacherIndicator ArticulatedCourseIndicator NonCampusBasedInstructionCode PopulationServedCode ClassTypeCode PreKSchoolTypeCode PreKCurriculaCode InstructionTypeCode ProgramEvaluationTypeCode EducationalEnvironmentCode ContentSubcategoryCode CharterNonCoreIndicator AdvancedCourseStateCode OnlineInstructionTypeCode MiddleSchoolCoreIndicator NonCredentialedAuthorizationCode HighQualityCareerTechnicalEducationIndicator ${numbered("UserCode", 8)}`,
);

type Count = Record<"F" | "M" | "X", number>;
const counted = new WeakMap<District, Map<string, Count>>();

/** Pupils in each section today, by gender; counted once for each state of the district. */
function sizesOf(district: District): Map<string, Count> {
  let sizes = counted.get(district);
  if (sizes) return sizes;
  sizes = new Map();
  const genders = new Map(district.students.map((one) => [one.child.studentId, one.child.gender]));
  const compare = Temporal.PlainDate.compare;
  const last = [...(district.terms.get(0) ?? [])].pop()?.end ?? district.today;
  const day = compare(district.today, last) > 0 ? last : district.today;
  for (const span of district.rosters) {
    if (compare(span.start, day) > 0 || compare(span.end, day) < 0) continue;
    const key = `${span.school}/${span.section}`;
    const count = sizes.get(key) ?? { F: 0, M: 0, X: 0 };
    count[genders.get(span.studentId) ?? "X"] += 1;
    sizes.set(key, count);
  }
  counted.set(district, sizes);
  return sizes;
}

export function sectionRow(district: District, section: Section) {
  const size = sizesOf(district).get(`${section.school}/${section.number}`) ?? { F: 0, M: 0, X: 0 };
  return {
    ...blank,
    SectionStaffMembers: section.teachers.map(({ staff, primary, start, end, inactive }) => ({
      StaffID: staff.id,
      LastName: staff.last,
      FirstName: staff.first,
      IsPrimaryTeacher: primary,
      StaffRoleCode: "",
      TeacherPositionCode: "",
      AttendancePermission: primary ? "U" : "R",
      GradebookPermissionCode: "",
      GradeReportingAccess: "",
      StudentAccess: "",
      IncludeInStateReporting: primary ? "Y" : "",
      StartDate: stampOrNull(start),
      EndDate: stampOrNull(end),
      InactiveStatusCode: inactive ? "I" : "",
    })),
    SchoolCode: section.school,
    SectionNumber: section.number,
    Period: section.period,
    PeriodBlock: 1,
    Semester: section.semester,
    ClassCalendar: section.classCalendar ?? "MTWTF",
    Track: section.track ?? "",
    CourseID: section.courseId,
    Room: section.room,
    LowGrade: section.lowGrade,
    HighGrade: section.highGrade,
    MaxStudents: section.maxStudents,
    TotalStudents: size.F + size.M + size.X,
    TotalBoys: size.M,
    TotalGirls: size.F,
    TotalOtherGender: size.X,
    TeamNumber: 0,
    ClassID: section.school * 10_000 + section.number,
    MonthlyMinutes: 0,
    CareerTechnicalEducationHours: 0,
    Credit: section.school === 60 ? 5 : 0,
    UseSupplementalAttendance: false,
    IsHighQualityPreKProgram: false,
    PrimaryClass: true,
  };
}

export function rosterRow(span: RosterSpan) {
  return {
    StudentID: span.studentId,
    SchoolCode: span.school,
    SequenceNumber: span.sequence,
    SectionNumber: span.section,
    CourseID: span.courseId,
    DateStarted: stamp(span.start),
    DateEnded: stamp(span.end),
  };
}

export function courseRow(course: Course) {
  return {
    ...blanks("StateCourseCode InactiveStatusCode"),
    ID: course.id,
    Title: course.title,
    LongDescription: course.title,
    DepartmentCode: course.department,
    LowGrade: course.lowGrade,
    HighGrade: course.highGrade,
    TermTypeCode: course.termType,
  };
}
