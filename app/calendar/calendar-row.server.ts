import { type SQL, sql } from "drizzle-orm";

/** The row `d` of the calendar as a statement carries it: `app/calendar/calendar-row.ts` reads it. */
export const calendarRow = sql`json_build_array(d.day_number, d.holiday_code, d.attendance_month, d.month_locked, d.period_block_pattern, d.ab_day, d.off_tracks)`;

/** Those rows `d` of the calendar that say something of the classes of their day, for `patternsByDay`. */
export const patternRows = (which: SQL) =>
  sql`(select coalesce(json_agg(json_build_array(d.date, d.period_block_pattern, d.ab_day, d.off_tracks)), '[]')
    from calendar_day d where ${which} and (d.period_block_pattern, d.ab_day, d.off_tracks) <> ('', '', ''))`;
