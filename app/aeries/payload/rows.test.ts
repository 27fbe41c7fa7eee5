import { describe, expect, test } from "vitest";
import { absenceCodeRow } from "./absence-code.ts";
import { bellPeriodRow } from "./bell-period.ts";
import { calendarDayRow } from "./calendar-day.ts";
import { classRow } from "./class-row.ts";
import { contactRow } from "./contact.ts";
import { dataChangeRow } from "./data-change.ts";
import { plausibleDays } from "./day.ts";
import { enrollmentRow } from "./enrollment.ts";
import { programRow } from "./program.ts";
import { parseRows } from "./rows.ts";
import { schoolRow } from "./school.ts";
import { sectionRow } from "./section.ts";
import { staffRow } from "./staff.ts";
import { studentRow } from "./student.ts";
import { systemInfoRow } from "./system-info.ts";
import { termRow } from "./term.ts";

const plausible = plausibleDays(Temporal.PlainDate.from("2026-09-03"));

const enrollment = {
  StudentID: 10001,
  SchoolCode: 10,
  StudentNumber: 1,
  AcademicYear: "2026",
  Track: " ",
  AttendanceProgramCode: "",
  AttendanceProgramCodeAdditional1: "K",
  Grade: 9,
  ElementaryTeacherNumber: 0,
  EnterDate: "2026-08-12T00:00:00",
  LeaveDate: null,
  ExitReasonCode: "",
};

const student = {
  StudentID: 10001,
  SchoolCode: 10,
  StudentNumber: 1,
  StateStudentID: "1000000001",
  LastName: " Sample ",
  FirstName: "Ana",
  MiddleName: "",
  Grade: 9,
  Birthdate: "2011-02-03T00:00:00",
  StudentMobilePhone: "5550001111",
  RaceCode1: "700",
  EthnicityCode: "N",
  MailingAddress: "2 Oak",
  MailingAddressCity: "Anytown",
  MailingAddressState: "CA",
  MailingAddressZipCode: "95000",
  MailingAddressZipExt: "",
  InactiveStatusCode: " ",
  CounselorNumber: 5001,
  HomeRoomTeacherNumber: "0",
  SchoolEnterDate: "2026-08-12T00:00:00",
};

const one = <T>(parsed: { good: T[]; bad: unknown[] }): T => {
  expect(parsed.bad).toEqual([]);
  expect(parsed.good).toHaveLength(1);
  return parsed.good[0] as T;
};

describe("a pupil", () => {
  test("is trimmed, blank is null, 0 is no one, and what we do not need is not there", () => {
    const value = one(parseRows(studentRow(plausible), [student]));
    expect(value).toMatchObject({
      pupilId: 10001,
      lastName: "Sample",
      middleName: null,
      birthdate: "2011-02-03",
      inactiveStatusCode: null,
      counselorStaffId: 5001,
      homeRoomTeacherNumber: null,
      mailingAddress: { street: "2 Oak", city: "Anytown", state: "CA", zip: "95000" },
    });
    expect(JSON.stringify(value)).not.toMatch(/700|5550001111/);
  });

  test("carries a name of an older version as today's", () => {
    const { StudentID, ...old } = student;
    const legacy = { ...old, PermanentID: 7, CorrespondanceLanguageCode: "01" };
    expect(one(parseRows(studentRow(plausible), [legacy]))).toMatchObject({
      pupilId: 7,
      correspondenceLanguage: "01",
    });
    const both = { ...student, PermanentID: 7 };
    expect(one(parseRows(studentRow(plausible), [both])).pupilId).toBe(StudentID);
  });

  test("may be 70 years old, not enrolled 40 years ago", () => {
    const adult = { ...student, Birthdate: "1956-02-03T00:00:00" };
    expect(one(parseRows(studentRow(plausible), [adult])).birthdate).toBe("1956-02-03");
    const { bad } = parseRows(studentRow(plausible), [
      { ...student, SchoolEnterDate: "1986-08-12T00:00:00" },
    ]);
    expect(bad[0]?.reason).toBe("SchoolEnterDate is more than 25 years ago.");
  });

  test("that cannot be read keeps only fields that we read, and never stops the rest", () => {
    const wrong = { ...student, Grade: "ninth" };
    const { good, bad } = parseRows(studentRow(plausible), [wrong, null, [], "row", student]);
    expect(good).toHaveLength(1);
    expect(bad[0]).toMatchObject({
      key: "SchoolCode 10, StudentNumber 1, StudentID 10001",
      reason: "Grade is not a whole number.",
    });
    expect(Object.keys(bad[0]?.raw as object)).not.toContain("RaceCode1");
    expect(Object.keys(bad[0]?.raw as object)).not.toContain("StudentMobilePhone");
    expect(bad.slice(1).map((row) => row.reason)).toEqual(Array(3).fill("The row is not a record."));
  });

  test("name with a NUL, which Postgres refuses, is read without it", () => {
    const value = one(parseRows(studentRow(plausible), [{ ...student, FirstName: "A\u0000na\t" }]));
    expect(value.firstName).toBe("A na");
  });

  test.each([
    ["StudentID", { StudentID: 0 }],
    ["StudentID", { StudentID: 2 ** 31 }],
    ["StudentID", { StudentID: 1.5 }],
    ["StudentID", { StudentID: undefined }],
    ["LastName", { LastName: ["x"] }],
    ["LastName", { LastName: "x".repeat(2000) }],
    ["Birthdate", { Birthdate: "2011-02-30T00:00:00" }],
    ["Birthdate", { Birthdate: "1811-02-03T00:00:00" }],
    ["Birthdate", { Birthdate: "2/3/2011" }],
    ["Birthdate", { Birthdate: 1234 }],
  ])("with a wrong %s (%j) is a bad row that names the field", (name, change) => {
    const { good, bad } = parseRows(studentRow(plausible), [{ ...student, ...change }]);
    expect(good).toEqual([]);
    expect(bad[0]?.reason).toMatch(new RegExp(`^${name} .*\\.$`));
  });
});

describe("enrollment", () => {
  test("reads the year, the programs that are set, and no leave date", () => {
    expect(one(parseRows(enrollmentRow(plausible), [enrollment]))).toMatchObject({
      schoolYear: 2026,
      enterDate: "2026-08-12",
      leaveDate: null,
      track: null,
      attendancePrograms: ["K"],
      elementaryTeacherNumber: null,
    });
    const early = { ...enrollment, LeaveDate: "0001-01-01T00:00:00" };
    expect(one(parseRows(enrollmentRow(plausible), [early])).leaveDate).toBeNull();
  });

  test.each([
    [{ EnterDate: "1986-09-03T00:00:00" }, "EnterDate is more than 25 years ago."],
    [{ EnterDate: "2036-09-03T00:00:00" }, "EnterDate is more than 2 years ahead."],
    [{ EnterDate: null }, "EnterDate is missing."],
    [{ LeaveDate: "2026-08-11T00:00:00" }, "The row leaves before it enters."],
  ])("%j is refused: %s", (change, reason) => {
    const { bad } = parseRows(enrollmentRow(plausible), [{ ...enrollment, ...change }]);
    expect(bad[0]?.reason).toBe(reason);
  });
});

describe("the school", () => {
  const school = {
    SchoolCode: 10,
    Name: "Sample High",
    InactiveStatusCode: "",
    StateCountyID: "65",
    StateDistrictID: "99999",
    StateSchoolID: "0000010",
    LowGradeLevel: 9,
    HighGradeLevel: 12,
    AttendenceType: "Period",
    AttendanceReporting: "Negative",
    ScheduleType: "Flexible",
  };

  test("reads both spellings of its attendance type, and its CDS code", () => {
    expect(one(parseRows(schoolRow, [school]))).toMatchObject({
      attendanceType: "period",
      attendanceReporting: "negative",
      scheduleType: "flex",
      cdsCode: "65999990000010",
      inactive: false,
    });
    const pseudo = { SchoolCode: 999, Name: "ZZZ Inactive", InactiveStatusCode: "I" };
    expect(one(parseRows(schoolRow, [pseudo]))).toMatchObject({
      inactive: true,
      attendanceType: null,
      cdsCode: null,
    });
  });

  test("of an attendance type that we do not know is refused, not guessed", () => {
    expect(parseRows(schoolRow, [{ ...school, AttendenceType: "Hourly" }]).bad[0]?.reason).toBe(
      "AttendanceType is a value we do not know.",
    );
  });

  const day = {
    SchoolCode: 10,
    CalendarDayNumber: 15,
    CalendarDate: "2026-09-07T00:00:00",
    HolidayCode: "#",
    AttendanceMonth: 1,
    AttendanceMonthLocked: true,
    PeriodBlockPattern: " ",
    TrackHolidays: [{ TrackCode: "A", HolidayCode: "@", TrackNumber: 1 }],
  };

  test.each([
    ["", "ordinary", true],
    [" ", "ordinary", true],
    ["%", "minimum", true],
    ["+", "parent_conference", true],
    ["@", "not_in_session", false],
    ["#", "holiday", false],
    ["$", "staff_development", false],
  ])("day code %j is %s", (HolidayCode, kind, schoolDay) => {
    expect(one(parseRows(calendarDayRow(plausible), [{ ...day, HolidayCode }]))).toMatchObject({
      date: "2026-09-07",
      kind,
      schoolDay,
      attendanceMonthLocked: true,
      periodBlockPattern: null,
      trackHolidays: [{ track: "A", kind: "not_in_session" }],
    });
  });

  test("day code that we do not know is refused", () => {
    const { bad } = parseRows(calendarDayRow(plausible), [{ ...day, HolidayCode: "constructor" }]);
    expect(bad[0]?.reason).toBe("HolidayCode is a day code we do not know.");
  });

  test("terms and bell times end after they start", () => {
    const term = { TermCode: "F", TermDescription: "Fall", StartDate: "2026-08-12", EndDate: "2026-12-18" };
    expect(one(parseRows(termRow(plausible), [term])).endDate).toBe("2026-12-18");
    expect(parseRows(termRow(plausible), [{ ...term, EndDate: "2026-08-01" }]).bad).toHaveLength(1);
    const bell = {
      SchoolCode: 10,
      Period: "0",
      StartTime: "1905-12-30T08:00:00",
      EndTime: "1905-12-30T08:50:00",
      CalendarDate: null,
    };
    expect(one(parseRows(bellPeriodRow(plausible), [bell]))).toEqual({
      schoolCode: 10,
      period: "0",
      startMinute: 480,
      endMinute: 530,
      date: null,
    });
    expect(
      parseRows(bellPeriodRow(plausible), [{ ...bell, EndTime: "1905-12-30T07:50:00" }]).bad,
    ).toHaveLength(1);
    expect(parseRows(bellPeriodRow(plausible), [{ ...bell, EndTime: "25:00" }]).bad).toHaveLength(1);
  });

  test("absence codes keep their case and their kind", () => {
    const code = {
      SchoolCode: 10,
      AbsenceCode: "u",
      Title: "UNEXCUSED",
      TypeCode: 3,
      CountsForADA: false,
      IndependentStudyCode: "C",
    };
    expect(one(parseRows(absenceCodeRow, [code]))).toMatchObject({
      code: "u",
      kind: "unexcused_absence",
      independentStudy: "complete",
      suspension: false,
    });
    expect(parseRows(absenceCodeRow, [{ ...code, TypeCode: 12 }]).bad[0]?.reason).toBe(
      "TypeCode is not between 1 and 9.",
    );
    expect(parseRows(absenceCodeRow, [{ ...code, AbsenceCode: " " }]).bad[0]?.reason).toBe(
      "AbsenceCode is blank.",
    );
    expect(parseRows(absenceCodeRow, [{ ...code, IndependentStudyCode: "X" }]).bad).toHaveLength(1);
    expect(parseRows(absenceCodeRow, [{ ...code, CountsForADA: "maybe" }]).bad).toHaveLength(1);
  });
});

test("a contact is reached by cell, then home, then work; its old spelling of the language is read", () => {
  const contact = {
    StudentID: 10001,
    SchoolCode: 10,
    SequenceNumber: 1,
    ContactOrder: 2,
    FirstName: "Pat",
    LastName: "Sample",
    MailingName: "",
    RelationshipToStudentCode: "11",
    EducationalRightsHolder: "Y",
    AttendanceNotification: "",
    CellPhone: "",
    HomePhone: "5550002222",
    WorkPhone: "5550003333",
    CorrespondanceLanguageCode: "01",
    RedFlag: true,
    Occupation: "secret",
  };
  const value = one(parseRows(contactRow, [contact]));
  expect(value).toMatchObject({
    name: "Pat Sample",
    phone: "5550002222",
    phoneKind: "home",
    language: "01",
    educationalRights: true,
    attendanceNotification: false,
    redFlag: true,
    order: 2,
    mailingAddress: null,
  });
  expect(JSON.stringify(value)).not.toContain("secret");
  expect(parseRows(contactRow, [{ ...contact, FirstName: "", LastName: "" }]).bad[0]?.reason).toBe(
    "The row has no name.",
  );
});

test("staff, sections, rosters, programs and changes", () => {
  const staff = {
    ID: 5001,
    FirstName: "Rae",
    LastName: "Teacher",
    EmailAddress: "rae@example.edu",
    InactiveStatusCode: "",
    LeaveDate: null,
    PrimaryAeriesSchool: 10,
    BirthYear: 1980,
    SchoolAccessPermissions: [{ SchoolCode: 10, ReadOnlyAccess: false, CommunicationGroup: true }],
  };
  expect(one(parseRows(staffRow(plausible), [staff]))).toEqual({
    staffId: 5001,
    firstName: "Rae",
    lastName: "Teacher",
    email: "rae@example.edu",
    title: null,
    inactive: false,
    leaveDate: null,
    primarySchoolCode: 10,
    schools: [{ schoolCode: 10, readOnly: false }],
  });

  const section = {
    SchoolCode: 10,
    SectionNumber: 1118,
    Period: "0",
    CourseID: "0317",
    SectionStaffMembers: [
      {
        StaffID: 5001,
        LastName: "Teacher",
        FirstName: "Rae",
        IsPrimaryTeacher: true,
        StartDate: null,
        EndDate: null,
        InactiveStatusCode: "",
      },
      { StaffID: 0, LastName: "Vacant" },
    ],
  };
  const read = one(parseRows(sectionRow(plausible), [section]));
  expect(read).toMatchObject({ sectionNumber: 1118, period: "0", inactive: false });
  expect(read.staff).toMatchObject([{ staffId: 5001, primary: true }]);

  const roster = {
    StudentID: 10001,
    SchoolCode: 10,
    SequenceNumber: 7,
    SectionNumber: 1118,
    CourseID: "0317",
    DateStarted: "2026-08-12T00:00:00",
    DateEnded: null,
  };
  expect(one(parseRows(classRow(plausible), [roster]))).toMatchObject({
    pupilId: 10001,
    startDate: "2026-08-12",
    endDate: null,
  });
  expect(
    parseRows(classRow(plausible), [{ ...roster, DateStarted: "1986-08-12T00:00:00" }]).bad,
  ).toHaveLength(1);

  const program = {
    StudentID: 10001,
    ProgramCode: "144",
    ProgramDescription: "Special Education",
    EligibilityStartDate: "2019-11-22T00:00:00",
    EligibilityEndDate: null,
    ExtendedProperties: [{ Name: "DisabilityCode", Value: "290" }],
  };
  const kept = one(parseRows(programRow(plausible), [program]));
  expect(kept).toMatchObject({ programCode: "144", eligibilityStartDate: "2019-11-22" });
  expect(JSON.stringify(kept)).not.toContain("290");

  expect(one(parseRows(dataChangeRow, [{ StudentID: 1, SchoolCode: 10, StudentNumber: 2 }]))).toEqual({
    pupilId: 1,
    schoolCode: 10,
    studentNumber: 2,
  });
});

test("system information reads the years", () => {
  const info = {
    AeriesVersion: "9.26",
    DatabaseYear: "2026-2027",
    AvailableDatabaseYears: ["2026-2027", "2025-2026"],
  };
  expect(one(parseRows(systemInfoRow, [info]))).toMatchObject({
    databaseYear: 2026,
    availableYears: [2026, 2025],
  });
  expect(parseRows(systemInfoRow, [{ ...info, DatabaseYear: "2026-2029" }]).bad).toHaveLength(1);
});
