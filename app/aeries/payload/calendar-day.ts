import { z } from "zod";
import { type PlausibleDays, schoolDay } from "./day.ts";
import { field, flag, id, readText, schoolCode, textOrNull, Unreadable, whole } from "./field.ts";
import { type RowSchema, rowSchema } from "./rows.ts";

/** Aeries' own, fixed day codes. A code that is not among them makes a bad row: a guess would change the law's count. */
const kinds = {
  "": "ordinary",
  "%": "minimum",
  "+": "parent_conference",
  "@": "not_in_session",
  "#": "holiday",
  $: "staff_development",
} as const;

export type DayKind = (typeof kinds)[keyof typeof kinds];

export type CalendarDay = {
  /** 0 is the district's own calendar. */
  schoolCode: number;
  /** Aeries' day number, counted over Mondays to Fridays with holidays: not the number of school days. */
  dayNumber: number;
  date: string;
  kind: DayKind;
  /** Pupils attend: ordinary, minimum and conference days. */
  schoolDay: boolean;
  attendanceMonth: number | null;
  attendanceMonthLocked: boolean;
  /** Digits of the periods that meet; null when all do. */
  periodBlockPattern: string | null;
  abDay: string | null;
  trackHolidays: { track: string; kind: DayKind }[];
};

const kind = field((raw): DayKind | Unreadable => {
  const code = readText(raw);
  if (code instanceof Unreadable) return code;
  return Object.hasOwn(kinds, code)
    ? kinds[code as keyof typeof kinds]
    : new Unreadable("is a day code we do not know");
});

const trackHoliday = z.object({ TrackCode: field(readText), HolidayCode: kind });

export const calendarDayRow = (plausible: PlausibleDays): RowSchema<CalendarDay> =>
  rowSchema({
    keys: ["SchoolCode", "CalendarDayNumber"],
    fields: {
      SchoolCode: schoolCode,
      CalendarDayNumber: id,
      CalendarDate: schoolDay(plausible),
      HolidayCode: kind,
      AttendanceMonth: whole(0, 24),
      AttendanceMonthLocked: flag,
      PeriodBlockPattern: textOrNull,
      ABDay: textOrNull,
      TrackHolidays: z.array(trackHoliday, { error: "is not a list" }).nullish(),
    },
    build: (row) => ({
      schoolCode: row.SchoolCode,
      dayNumber: row.CalendarDayNumber,
      date: row.CalendarDate,
      kind: row.HolidayCode,
      schoolDay: isSchoolDay(row.HolidayCode),
      attendanceMonth: row.AttendanceMonth === 0 ? null : row.AttendanceMonth,
      attendanceMonthLocked: row.AttendanceMonthLocked,
      periodBlockPattern: row.PeriodBlockPattern,
      abDay: row.ABDay,
      trackHolidays: (row.TrackHolidays ?? []).map((holiday) => ({
        track: holiday.TrackCode,
        kind: holiday.HolidayCode,
      })),
    }),
  });

function isSchoolDay(day: DayKind): boolean {
  return day === "ordinary" || day === "minimum" || day === "parent_conference";
}
