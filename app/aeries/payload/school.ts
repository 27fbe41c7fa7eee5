import { address, addressOf } from "./address.ts";
import { field, grade, readText, requiredText, schoolCode, textOrNull, Unreadable } from "./field.ts";
import { rowSchema } from "./rows.ts";

export type School = {
  schoolCode: number;
  name: string;
  shortName: string | null;
  /** Aeries also lists code tables and transfer schools that no pupil attends: most are inactive. */
  inactive: boolean;
  /** County, district and school, 14 digits, where all three are filled. */
  cdsCode: string | null;
  lowGrade: number | null;
  highGrade: number | null;
  attendanceType: "daily" | "period" | null;
  attendanceReporting: "negative" | "positive" | null;
  scheduleType: "elementary" | "elementary_master" | "master" | "flex" | null;
  sessionType: "regular" | "summer" | "intersession" | null;
  /** Decides the minutes of a minimum day for attendance recovery. */
  schoolCategoryCode: string | null;
  homeroomPeriod: string | null;
  principalName: string | null;
  principalEmail: string | null;
  phone: string | null;
  address: ReturnType<typeof addressOf>;
};

const choice = <const T extends string>(options: Readonly<Record<string, T>>) =>
  field<T | null>((raw) => {
    const value = readText(raw);
    if (value instanceof Unreadable) return value;
    if (value === "") return null;
    const known = Object.entries(options).find(([name]) => name === value.toLowerCase());
    return known === undefined ? new Unreadable("is a value we do not know") : known[1];
  });

const gradeOrNull = field((raw) => {
  if (raw === undefined || raw === null || raw === "") return null;
  const result = grade.safeParse(raw);
  return result.success ? result.data : null;
});

export const schoolRow = rowSchema({
  keys: ["SchoolCode", "Name"],
  legacy: { AttendenceType: "AttendanceType" },
  fields: {
    SchoolCode: schoolCode,
    Name: requiredText,
    ShortName: textOrNull,
    InactiveStatusCode: textOrNull,
    StateCountyID: textOrNull,
    StateDistrictID: textOrNull,
    StateSchoolID: textOrNull,
    LowGradeLevel: gradeOrNull,
    HighGradeLevel: gradeOrNull,
    AttendanceType: choice({ daily: "daily", period: "period" }),
    AttendanceReporting: choice({ negative: "negative", positive: "positive" }),
    ScheduleType: choice({
      elementary: "elementary",
      elementaryandmasterschedule: "elementary_master",
      masterschedule: "master",
      flex: "flex",
      flexible: "flex",
    }),
    SessionType: choice({ regular: "regular", summer: "summer", intersession: "intersession" }),
    SchoolCategoryCode: textOrNull,
    AttendancePeriod: textOrNull,
    PrincipalName: textOrNull,
    PrincipalEmailAddress: textOrNull,
    PhoneNumber: textOrNull,
    ...address(""),
  },
  build: (row): School => {
    const cds = `${row.StateCountyID ?? ""}${row.StateDistrictID ?? ""}${row.StateSchoolID ?? ""}`;
    return {
      schoolCode: row.SchoolCode,
      name: row.Name,
      shortName: row.ShortName,
      inactive: row.InactiveStatusCode !== null,
      cdsCode: /^\d{14}$/.test(cds) ? cds : null,
      lowGrade: row.LowGradeLevel,
      highGrade: row.HighGradeLevel,
      attendanceType: row.AttendanceType,
      attendanceReporting: row.AttendanceReporting,
      scheduleType: row.ScheduleType,
      sessionType: row.SessionType,
      schoolCategoryCode: row.SchoolCategoryCode,
      homeroomPeriod: row.AttendancePeriod,
      principalName: row.PrincipalName,
      principalEmail: row.PrincipalEmailAddress,
      phone: row.PhoneNumber,
      address: addressOf("", row),
    };
  },
});
