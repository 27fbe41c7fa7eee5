import type { AbsenceCode, CalendarDay, District, School, Term } from "#sandbox/district/model.ts";
import { highSchool } from "#sandbox/district/schools.ts";
import { bellStamp, blanks, stamp } from "./stamp.ts";

const lockedAfterDays = 10;

const blank = blanks(
  "RegionCode AddressZipExt StateCharterNumber CharterStatusCode FederalTaxID FederalInformationProcessingStandardsCode QualityRatingAndImprovementSystemParticipationCode AccreditationStatusCode SchoolWebsite OrganizationCategoryCode LocalEducationAgencyTypeCode TitleIPartACode NSLPStatusCode NCESSchoolID CollegeBoardSchoolCode CampusEnrollmentTypeCode PreKSchoolTypeCode",
);

export function schoolRow(district: District, school: School) {
  const principal = district.staff.find((one) => one.role === "principal" && one.schools[0] === school.code);
  const period = school.attendanceType === "Period";
  return {
    ...blank,
    ShortName: school.shortName,
    Terms: (district.terms.get(school.code) ?? []).map(termRow),
    SchoolCode: school.code,
    Name: school.name,
    InactiveStatusCode: school.inactiveStatusCode,
    Address: school.address,
    AddressCity: "Sierra Vista",
    AddressState: "CA",
    AddressZipCode: "93699",
    DoNotReport: school.code === 999,
    StateCountyID: "10",
    StateDistrictID: "99999",
    StateSchoolID: school.stateSchoolId,
    LowGradeLevel: school.lowGrade,
    HighGradeLevel: school.highGrade,
    PrincipalName: principal ? `${principal.first} ${principal.last}` : "",
    PrincipalEmailAddress: principal?.email ?? "",
    AttendancePeriod: period ? 0 : 1,
    Tracks: 0,
    ScheduleType: school.scheduleType ?? (period ? "MasterSchedule" : "ElementaryAndMasterSchedule"),
    SessionType: "Regular",
    AttendanceType: school.attendanceType,
    AttendanceReporting: school.attendanceReporting ?? "Negative",
    ScheduleBasis: period ? "Semester" : "Trimester",
    PhoneNumber: school.phone,
    SchoolCategoryCode: "",
    EarlyCollegeHighSchoolIndicator: false,
    ScienceTechnologyEngineeringAndMathematicsIndicator: false,
    PathwaysInTechnologyIndicator: false,
    UsingSectionStaffInMasterSchedule: true,
    UsingSectionStaffInScheduling: true,
  };
}

export function termRow(term: Term) {
  return {
    FirstHalfEndDate: null,
    SecondHalfStartDate: null,
    TrackTerms: [],
    TermCode: term.code,
    TermDescription: term.description,
    StartDate: stamp(term.start),
    EndDate: stamp(term.end),
  };
}

/** A school month is locked once it ended more than ten days ago. */
export function calendarRows(district: District, school: number) {
  const calendar = district.calendars.get(school) ?? [];
  const monthEnd = new Map(calendar.map((day) => [day.month, day.date]));
  const lockLine = district.today.subtract({ days: lockedAfterDays });
  const counts = enrolledByRow(district, school, calendar);
  return calendar.map((day, row) => ({
    TrackHolidays: (day.trackHolidays ?? []).map(({ track, holidayCode }) => ({
      HolidayCode: holidayCode,
      TrackCode: track,
      TrackNumber: track.charCodeAt(0) - 64,
    })),
    SchoolCode: school,
    CalendarDayNumber: day.number,
    CalendarDate: stamp(day.date),
    HolidayCode: day.holidayCode,
    AttendanceMonth: day.month,
    TotalApportionment: counts[row]!.present,
    TotalEnrollment: counts[row]!.enrolled,
    PeriodBlockPattern: day.periodBlockPattern ?? "",
    ABDay: day.abDay ?? "",
    AttendanceMonthLocked: Temporal.PlainDate.compare(monthEnd.get(day.month)!, lockLine) < 0,
  }));
}

/** Aeries sums enrollment and apportionment for the days that are over. */
function enrolledByRow(district: District, school: number, calendar: CalendarDay[]) {
  const compare = Temporal.PlainDate.compare;
  const counts = calendar.map(() => ({ enrolled: 0, present: 0 }));
  const past = (row: number) =>
    calendar[row]!.instructional && compare(calendar[row]!.date, district.today) < 0;
  const rowByDate = new Map(calendar.map((day, row) => [day.date.toString(), row]));
  for (const one of district.enrollments) {
    if (one.school !== school || one.leave?.equals(one.enter)) continue;
    const from = rowByDate.get(one.enter.toString()) ?? 0;
    const to = one.leave ? rowByDate.get(one.leave.toString())! : calendar.length - 1;
    for (let row = from; row <= to; row++) if (past(row)) counts[row]!.enrolled += 1;
  }
  for (const count of counts) count.present = count.enrolled;
  const absent = new Set(
    district.absenceCodes
      .get(school)!
      .filter((one) => !one.countsForAda)
      .map((one) => one.code),
  );
  for (const days of district.marks.get(school)?.values() ?? []) {
    for (const mark of days) {
      const row = mark.day.number - 1;
      if (past(row) && absent.has(mark.allDay)) counts[row]!.present -= 1;
    }
  }
  return counts;
}

const typeNames: Record<number, string> = {
  1: "Unverified Absence",
  2: "Excused Absence",
  3: "Unexcused Absence",
  4: "Verified Not Absent",
  5: "Tardy",
  8: "Verified Excused Tardy",
  9: "Verified Unexcused Tardy",
};

export function absenceCodeRow(one: AbsenceCode) {
  return {
    IsTemporarilyNotEnrolled: one.isTemporarilyNotEnrolled,
    IndependentStudyCode: one.independentStudy,
    ColorCode: one.color,
    SchoolCode: one.school,
    AbsenceCode: one.code,
    Title: one.title,
    Abbreviation: one.abbreviation,
    TypeCode: one.type,
    TypeDescription: typeNames[one.type] ?? "",
    CountsForADA: one.countsForAda,
    IncludeOnLetters: one.type === 3 || one.isPartialDayTruant,
    IncludeInParentNotifications: one.type === 1,
    IncludeOnReports: true,
    CountOnReportCard: one.type <= 3,
    IsSuspension: one.isSuspension,
    IsPartialDayTruant: one.isPartialDayTruant,
  };
}

type Bells = [period: string, start: string, end: string][];

const bells: Record<"daily" | "dailyMinimum" | "period" | "periodMinimum", Bells> = {
  daily: [["1", "08:15", "14:35"]],
  dailyMinimum: [["1", "08:15", "12:45"]],
  period: [
    ["0", "07:25", "08:20"],
    ["1", "08:30", "09:25"],
    ["2", "09:30", "10:25"],
    ["3", "10:40", "11:35"],
    ["4", "11:40", "12:35"],
    ["5", "13:15", "14:10"],
    ["6", "14:15", "15:10"],
  ],
  periodMinimum: [
    ["0", "07:25", "08:20"],
    ["1", "08:30", "09:10"],
    ["2", "09:15", "09:55"],
    ["3", "10:10", "10:50"],
    ["4", "10:55", "11:35"],
    ["5", "11:40", "12:20"],
    ["6", "12:25", "13:05"],
  ],
};

/** The default schedule and one for each minimum or conference day; or of one `YYYY-MM-DD` day alone. */
export function bellRows(district: District, school: number, date: string | null) {
  const kind = school === highSchool ? "period" : "daily";
  const rows = (list: Bells, day: CalendarDay | null) =>
    list.map(([period, start, end]) => ({
      SchoolCode: school,
      Period: period,
      StartTime: bellStamp(start),
      EndTime: bellStamp(end),
      CalendarDate: day && stamp(day.date),
    }));
  const short = (district.calendars.get(school) ?? []).filter((day) => /[%+]/.test(day.holidayCode));
  const custom = short.flatMap((day) => rows(bells[`${kind}Minimum`], day));
  if (date === null) return [...rows(bells[kind], null), ...custom];
  const own = custom.filter((row) => row.CalendarDate?.slice(0, 10) === date);
  return own.length > 0 ? own : rows(bells[kind], null);
}
