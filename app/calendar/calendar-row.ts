import type { DayPattern } from "./class-meeting.ts";
import type { HolidayCode, SchoolDay } from "./school-day.ts";

/** A row of the calendar as `calendar-row.server.ts` selects it. */
export type CalendarRow = [
  dayNumber: number,
  holidayCode: HolidayCode,
  attendanceMonth: number,
  monthLocked: boolean,
  periods: string,
  abDay: string,
  offTracks: string,
];

/** Null where the calendar has no row. */
export function schoolDayOf(row: CalendarRow | null, date: Temporal.PlainDate): SchoolDay | null {
  if (row === null) return null;
  const [dayNumber, holidayCode, attendanceMonth, monthLocked] = row;
  return { date, dayNumber, holidayCode, attendanceMonth, monthLocked };
}

/** What the day says of its classes; nothing where the calendar has no row. */
export const dayPatternOf = (row: CalendarRow | null, date: Temporal.PlainDate): DayPattern => ({
  weekday: date.dayOfWeek,
  periods: row?.[4] ?? "",
  abDay: row?.[5] ?? "",
  offTracks: row?.[6] ?? "",
});

/** As `patternRows` selects them, each with its day (YYYY-MM-DD). */
export type PatternRow = [date: string, periods: string, abDay: string, offTracks: string];

/** What the calendar says of the classes of each day (YYYY-MM-DD); each day is worked out once, however often asked. */
export function patternsByDay(rows: readonly PatternRow[]): (date: string) => DayPattern {
  const said = new Map(rows.map((row) => [row[0], row]));
  const known = new Map<string, DayPattern>();
  return (date) => {
    const found = known.get(date);
    if (found) return found;
    const [, periods = "", abDay = "", offTracks = ""] = said.get(date) ?? [];
    const pattern = { weekday: Temporal.PlainDate.from(date).dayOfWeek, periods, abDay, offTracks };
    known.set(date, pattern);
    return pattern;
  };
}
