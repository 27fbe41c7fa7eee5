import type { CalendarDay } from "./payload/calendar-day.ts";
import type { DayWindow } from "./reconcile.ts";

/** School days that are read again even when their month is locked: late slips come in within three weeks. */
const schoolDaysBack = 14;

type Day = Pick<CalendarDay, "date" | "schoolDay" | "attendanceMonth" | "attendanceMonthLocked">;

/**
 * The days of attendance to read again. The first load reads the year from its first school day. Afterwards: from 14
 * school days before the day of the last reading, or from the first day of the oldest attendance month that Aeries has
 * not locked (until then a back-dated edit may come), whichever is earlier. Ends today, or at the calendar's end. Null
 * before the first school day, or without a calendar.
 */
export function syncWindow(input: {
  today: Temporal.PlainDate;
  calendar: readonly Day[];
  /** Null: nothing was read before, or all is to be read again. */
  lastRead: Temporal.PlainDate | null;
}): DayWindow | null {
  const calendar = input.calendar.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const firstSchoolDay = calendar.find((day) => day.schoolDay)?.date;
  const lastDay = calendar.at(-1)?.date;
  if (firstSchoolDay === undefined || lastDay === undefined) return null;

  const today = input.today.toString();
  const to = earlier(today, lastDay);
  if (to < firstSchoolDay) return null;
  const window = (from: string) => ({
    from: Temporal.PlainDate.from(from < firstSchoolDay ? firstSchoolDay : from),
    to: Temporal.PlainDate.from(to),
  });
  if (input.lastRead === null) return window(firstSchoolDay);

  const passed = calendar.filter((day) => day.date <= to);
  const lastRead = input.lastRead.toString();
  const read = passed.filter((day) => day.schoolDay && day.date <= lastRead);
  const recent = read.at(-1 - schoolDaysBack)?.date ?? firstSchoolDay;
  const open = passed.find((day) => day.attendanceMonth !== null && !day.attendanceMonthLocked);
  const openMonth = passed.find((day) => day.attendanceMonth === open?.attendanceMonth)?.date ?? recent;
  return window(earlier(openMonth, recent));
}

function earlier(a: string, b: string): string {
  if (a < b) return a;
  return b;
}
