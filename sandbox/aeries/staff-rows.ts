import type { Staff } from "#sandbox/district/person.ts";
import { blanks, numbered, stamp, stampOrNull } from "./stamp.ts";

const blank = blanks(
  `MiddleName PreviousFirstName PreviousLastName PreviousMiddleName AlternateEmailAddress NetworkLoginID CellPhone HomePhone Address AddressCity AddressState AddressZipCode AddressZipExt EmergencyContactName EmergencyContactPhone EducationLevelCode EthnicityCode ${numbered("RaceCode", 5)} EarlyChildhoodCertificationCode`,
);

export const humanResourcesId = (staff: Staff) => `HR${String(staff.id).padStart(6, "0")}`;

/** One STF record; `today` decides whether someone who leaves has left. */
export function staffRow(staff: Staff, today: Temporal.PlainDate) {
  const left = staff.left && Temporal.PlainDate.compare(staff.left, today) < 0 ? staff.left : null;
  return {
    ...blank,
    SchoolAccessPermissions: staff.schools.map((code) => ({
      SchoolCode: code,
      ReadOnlyAccess: staff.readOnly,
      CommunicationGroup: !staff.readOnly,
    })),
    ExtendedProperties: [],
    Gender: staff.gender,
    NameSuffix: " ",
    PositionStatusCode: "1",
    ID: staff.id,
    FirstName: staff.first,
    LastName: staff.last,
    BirthYear: staff.birthYear,
    BirthDate: null,
    FullTimePercentage: staff.role === "aide" ? 50 : 100,
    HireDate: stamp(staff.hired),
    LeaveDate: stampOrNull(left),
    InactiveStatusCode: left ? "I" : "",
    StateEducatorID: staff.stateEducatorId,
    UserName: staff.userName,
    EmailAddress: staff.email,
    PrimaryAeriesSchool: staff.schools.find((code) => code !== 0) ?? 0,
    TotalYearsOfEduService: Math.max(1, today.year - staff.hired.year),
    TotalYearsInThisDistrict: Math.max(1, today.year - staff.hired.year),
    HumanResourcesSystemID: humanResourcesId(staff),
    NotificationPreferenceCode: "1",
    Title: staff.title,
  };
}

/** The older teacher record of a school: version 2's fields, which is all that is known of it. */
export function teacherRow(staff: Staff, school: number) {
  return {
    SchoolCode: school,
    TeacherNumber: staff.id,
    DisplayName: `${staff.last}, ${staff.first.slice(0, 1)}`,
    FirstName: staff.first,
    LastName: staff.last,
    Room: "",
    EmailAddress: staff.email,
    StaffID1: staff.id,
    StaffID2: 0,
    StaffID3: 0,
    StateCourseCode: "",
    InactiveStatusCode: "",
  };
}
