import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flattenAttendance } from "./attendance.ts";
import { plausibleDays } from "./day.ts";

const plausible = plausibleDays(Temporal.PlainDate.from("2026-09-03"));
const flatten = (pupils: unknown[]) => flattenAttendance(pupils, plausible);
const day = (change: object) => ({
  CalendarDate: "2026-09-02T00:00:00",
  AllDayAttendanceCode: "",
  Classes: [],
  ...change,
});
const pupil = (...AttendanceDays: unknown[]) => ({ StudentID: 10001, AttendanceDays });

describe("attendance", () => {
  test("is flattened to one row a code; blank codes are none", () => {
    const Classes = [
      { SectionNumber: 1118, Period: "1", AttendanceCode: "U" },
      { SectionNumber: 2166, Period: " 2 ", AttendanceCode: " " },
      { SectionNumber: 0, Period: "Flex 1", AttendanceCode: "T" },
      { SectionNumber: "3", Period: 0, AttendanceCode: "A" },
    ];
    expect(flatten([pupil(day({ AllDayAttendanceCode: "U", Classes }))])).toEqual({
      good: [
        { pupilId: 10001, date: "2026-09-02", period: "", sectionNumber: null, code: "U" },
        { pupilId: 10001, date: "2026-09-02", period: "1", sectionNumber: 1118, code: "U" },
        { pupilId: 10001, date: "2026-09-02", period: "Flex 1", sectionNumber: null, code: "T" },
        { pupilId: 10001, date: "2026-09-02", period: "0", sectionNumber: 3, code: "A" },
      ],
      bad: [],
    });
  });

  test("of version 3 is read: PermanentID and Periods", () => {
    const Periods = [{ SectionNumber: 1, Period: "1", AttendanceCode: "U" }];
    const old = { PermanentID: 7, AttendanceDays: [{ CalendarDate: "2026-09-02T00:00:00", Periods }] };
    expect(flatten([old]).good).toEqual([
      { pupilId: 7, date: "2026-09-02", period: "1", sectionNumber: 1, code: "U" },
    ]);
  });

  test("of a daily school may come without classes", () => {
    const daily = pupil({ CalendarDate: "2026-09-02T00:00:00", AllDayAttendanceCode: "U", Classes: null });
    expect(flatten([daily])).toMatchObject({ good: [{ period: "", code: "U" }], bad: [] });
  });

  test("of 40 years ago is a bad row with its reason, and the day after it is read", () => {
    const { good, bad } = flatten([
      pupil(
        day({ CalendarDate: "1986-09-02T00:00:00", AllDayAttendanceCode: "U" }),
        day({ AllDayAttendanceCode: "U" }),
      ),
    ]);
    expect(good).toHaveLength(1);
    expect(bad).toEqual([
      {
        key: "StudentID 10001, CalendarDate 1986-09-02T00:00:00",
        reason: "CalendarDate is more than 25 years ago.",
        raw: { StudentID: 10001, CalendarDate: "1986-09-02T00:00:00", AllDayAttendanceCode: "U" },
        pupilId: 10001,
      },
    ]);
  });

  test.each([
    [null, "The row is not a record.", null],
    [{ StudentID: "x" }, "StudentID is not a whole number.", null],
    [{ StudentID: 1, AttendanceDays: "none" }, "AttendanceDays is not a list.", 1],
    [{ StudentID: 1, AttendanceDays: null }, "AttendanceDays is not a list.", 1],
    [{ StudentID: 1 }, "AttendanceDays is not a list.", 1],
    [{ StudentID: 1, AttendanceDays: [day({ Classes: null })] }, "Classes is not a list.", 1],
    [{ StudentID: 1, AttendanceDays: [3] }, "A day is not a record.", 1],
    [{ StudentID: 1, AttendanceDays: [day({ CalendarDate: null })] }, "CalendarDate is missing.", 1],
    [
      { StudentID: 1, AttendanceDays: [day({ CalendarDate: "2026-02-30" })] },
      "CalendarDate is not a date.",
      1,
    ],
    [
      { StudentID: 1, AttendanceDays: [day({ AllDayAttendanceCode: {} })] },
      "AllDayAttendanceCode is not text.",
      1,
    ],
    [{ StudentID: 1, AttendanceDays: [day({ Classes: {} })] }, "Classes is not a list.", 1],
    [{ StudentID: 1, AttendanceDays: [day({ Classes: [null] })] }, "A class is not a record.", 1],
    [
      { StudentID: 1, AttendanceDays: [day({ Classes: [{ Period: "", AttendanceCode: "U" }] })] },
      "Period is blank.",
      1,
    ],
    [
      {
        StudentID: 1,
        AttendanceDays: [day({ Classes: [{ Period: "1", AttendanceCode: "U", SectionNumber: "x" }] })],
      },
      "SectionNumber is not a whole number.",
      1,
    ],
  ])("%j: %s", (raw, reason, pupilId) => {
    const { bad } = flatten([raw]);
    expect(bad.map((row) => [row.reason, row.pupilId])).toEqual([[reason, pupilId]]);
  });

  test("never throws, whatever arrives", () => {
    const names = fc.constantFrom(
      "StudentID",
      "AttendanceDays",
      "CalendarDate",
      "Classes",
      "Period",
      "AttendanceCode",
    );
    const anything = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue(),
        fc.integer(),
        fc.constant("2026-09-02T00:00:00"),
        fc.array(tie("node"), { maxLength: 3 }),
        fc.dictionary(names, tie("node"), { maxKeys: 4 }),
      ),
    })).node;
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 3 }), (pupils) => {
        for (const row of flatten(pupils).good) expect(row.date >= plausible.earliest).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
