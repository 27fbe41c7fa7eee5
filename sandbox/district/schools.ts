import type { CalendarKind } from "./calendar.ts";
import type { School } from "./model.ts";

export const districtName = "Sierra Vista Unified School District";

const school = (
  code: number,
  name: string,
  shortName: string,
  lowGrade: number,
  highGrade: number,
  attendanceType: "Daily" | "Period" = "Daily",
  inactiveStatusCode = "",
): School => ({
  code,
  name,
  shortName,
  lowGrade,
  highGrade,
  attendanceType,
  inactiveStatusCode,
  stateSchoolId: code === 0 ? "0000000" : String(6_100_000 + code * 11),
  address: `${100 + code * 7} ${shortName} Way`,
  phone: `55501${String(code).padStart(2, "0").slice(-2)}000`.slice(0, 10),
});

/** The district itself is school 0; 999 is a parking place for records, out of use. */
export const schools: School[] = [
  school(0, districtName, "District", -1, 12),
  school(10, "Manzanita Elementary School", "Manzanita", -1, 5),
  school(20, "Blue Oak Elementary School", "Blue Oak", -1, 5),
  school(30, "Toyon Elementary School", "Toyon", -1, 6),
  school(40, "Dolores Huerta Elementary School", "Huerta", -1, 5),
  school(50, "Granite Creek Middle School", "Granite", 6, 8),
  school(60, "Sierra Vista High School", "Sierra", 9, 12, "Period"),
  school(999, "ZZZ Inactive Students", "ZZZ", -1, 12, "Daily", "I"),
];

/** The schools that pupils attend. */
export const openSchools = schools.filter((one) => one.code !== 0 && one.inactiveStatusCode === "");

export const elementarySchools = [10, 20, 30, 40];
export const middleSchool = 50;
export const highSchool = 60;

export function calendarKindOf(code: number): CalendarKind {
  if (code === 0 || code === 999) return "district";
  if (code === highSchool) return "high";
  return code === middleSchool ? "middle" : "elementary";
}

/** The school that teaches a grade for families of one elementary attendance area, or null outside TK-12. */
export function schoolForGrade(grade: number, area: number): number | null {
  if (grade < -1 || grade > 12) return null;
  if (grade >= 9) return highSchool;
  const top = area === 30 ? 6 : 5;
  return grade <= top ? area : middleSchool;
}
