import type { Course } from "#app/aeries/payload/course.ts";
import type { School } from "#app/aeries/payload/school.ts";
import type { Staff } from "#app/aeries/payload/staff.ts";
import type { Cell } from "./array-literal.ts";
import type { ColumnType } from "./stored-table.ts";

type Columns<Row> = Readonly<Record<string, readonly [ColumnType, (row: Row) => Cell]>>;

/**
 * A school that pupils attend. Aeries also lists the district itself (0) and parking places for records, which are out
 * of use, take no attendance, or are named so that they sort last.
 */
export function isRealSchool(school: School): boolean {
  return (
    school.schoolCode > 0 &&
    !school.inactive &&
    school.attendanceType !== null &&
    !/^z{2,}\b/i.test(school.name)
  );
}

export const schoolColumns: Columns<School> = {
  id: ["integer", (row) => row.schoolCode],
  name: ["text", (row) => row.name],
  short_name: ["text", (row) => row.shortName ?? row.name],
  cds_code: ["text", (row) => row.cdsCode],
  low_grade: ["smallint", (row) => row.lowGrade ?? -1],
  high_grade: ["smallint", (row) => row.highGrade ?? 12],
  attendance_kind: ["text", (row) => row.attendanceType],
  attendance_reporting: ["text", (row) => row.attendanceReporting ?? "negative"],
  schedule_type: ["text", (row) => row.scheduleType],
  homeroom_period: ["text", (row) => row.homeroomPeriod ?? "1"],
  category_code: ["text", (row) => row.schoolCategoryCode],
  active: ["boolean", () => true],
};

export const staffColumns: Columns<Staff> = {
  id: ["integer", (row) => row.staffId],
  last_name: ["text", (row) => row.lastName],
  first_name: ["text", (row) => row.firstName],
  email: ["text", (row) => row.email],
  title: ["text", (row) => row.title],
  educator_id: ["text", (row) => row.stateEducatorId],
  hired_on: ["date", (row) => row.hireDate],
  left_on: ["date", (row) => row.leaveDate],
  active: ["boolean", (row) => !row.inactive],
};

export const courseColumns: Columns<Course> = {
  id: ["text", (row) => row.courseId],
  title: ["text", (row) => row.title],
  active: ["boolean", (row) => !row.inactive],
};
