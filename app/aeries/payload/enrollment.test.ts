import { describe, expect, test } from "vitest";
import { plausibleDays } from "./day.ts";
import { enrollmentRow } from "./enrollment.ts";
import { parseRows } from "./rows.ts";

const plausible = plausibleDays(Temporal.PlainDate.from("2026-09-03"));

const one = <T>(parsed: { good: T[]; bad: unknown[] }): T => {
  expect(parsed.bad).toEqual([]);
  expect(parsed.good).toHaveLength(1);
  return parsed.good[0] as T;
};

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
