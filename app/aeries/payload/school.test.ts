import { describe, expect, test } from "vitest";
import { absenceCodeRow } from "./absence-code.ts";
import { bellPeriodRow } from "./bell-period.ts";
import { calendarDayRow } from "./calendar-day.ts";
import { plausibleDays } from "./day.ts";
import { parseRows } from "./rows.ts";
import { schoolRow } from "./school.ts";
import { termRow } from "./term.ts";

const plausible = plausibleDays(Temporal.PlainDate.from("2026-09-03"));

const one = <T>(parsed: { good: T[]; bad: unknown[] }): T => {
  expect(parsed.bad).toEqual([]);
  expect(parsed.good).toHaveLength(1);
  return parsed.good[0] as T;
};

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
