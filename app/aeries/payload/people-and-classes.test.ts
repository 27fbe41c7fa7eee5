import { expect, test } from "vitest";
import { classRow } from "./class-row.ts";
import { contactRow } from "./contact.ts";
import { dataChangeRow } from "./data-change.ts";
import { plausibleDays } from "./day.ts";
import { programRow } from "./program.ts";
import { parseRows } from "./rows.ts";
import { sectionRow } from "./section.ts";
import { staffRow } from "./staff.ts";
import { systemInfoRow } from "./system-info.ts";

const plausible = plausibleDays(Temporal.PlainDate.from("2026-09-03"));

const one = <T>(parsed: { good: T[]; bad: unknown[] }): T => {
  expect(parsed.bad).toEqual([]);
  expect(parsed.good).toHaveLength(1);
  return parsed.good[0] as T;
};

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
  expect(one(parseRows(contactRow, [{ ...contact, SequenceNumber: 32_767 }])).sequenceNumber).toBe(32_767);
  expect(parseRows(contactRow, [{ ...contact, SequenceNumber: 32_768 }]).bad[0]?.reason).toBe(
    "SequenceNumber is not between 1 and 32767.",
  );
});

test("staff, sections, rosters, programs and changes", () => {
  const staff = {
    ID: 5001,
    FirstName: "Rae",
    LastName: "Teacher",
    EmailAddress: "rae@example.edu",
    InactiveStatusCode: "",
    StateEducatorID: "1000005001",
    HireDate: "2015-08-01T00:00:00",
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
    stateEducatorId: "1000005001",
    hireDate: "2015-08-01",
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
