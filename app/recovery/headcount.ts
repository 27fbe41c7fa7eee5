import { displayTime } from "#app/calendar/bell.ts";
import { gradeFromAeries, gradeLabel } from "#app/people/grade.ts";
import type { BookedOfGrade } from "./booked-by-grade.server.ts";
import type { RecoverySession } from "./session.ts";
import { breaksLabel, isMeal } from "./session-breaks.ts";

/** One session for the kitchen, the rooms and the buses. `change`: places more or fewer than the morning before. */
export type HeadcountRow = {
  sessionId: number;
  date: string;
  times: string;
  subject: string;
  room: string;
  grades: string;
  meals: string;
  pupils: number;
  change: number;
};

/** `pupils` of all its sessions, and of those with a meal. */
export type HeadcountDay = {
  date: string;
  pupils: number;
  meals: number;
  change: number;
  rows: HeadcountRow[];
};

const sum = (rows: readonly BookedOfGrade[]) => rows.reduce((total, { count }) => total + count, 0);

/**
 * How many pupils come on each date, by session and grade. Cancelled sessions are left out.
 * @param booked places held now; `before`: those held when the day before began
 */
export function headcount(
  sessions: readonly RecoverySession[],
  booked: readonly BookedOfGrade[],
  before: readonly BookedOfGrade[],
): HeadcountDay[] {
  const rows = sessions
    .filter(({ cancelled }) => cancelled === null)
    .map((session): HeadcountRow => {
      const own = booked.filter(({ sessionId }) => sessionId === session.id);
      const pupils = sum(own);
      return {
        sessionId: session.id,
        date: session.date.toString(),
        times: `${displayTime(session.startsAt)} to ${displayTime(session.endsAt)}`,
        subject: session.subject,
        room: session.room,
        grades: own.map(({ grade, count }) => `${gradeOf(grade)}: ${count}`).join(", "),
        meals:
          breaksLabel(session.breaks.filter(isMeal)) ||
          (session.purpose?.mealsServed ? "served, time not set" : ""),
        pupils,
        change: pupils - sum(before.filter(({ sessionId }) => sessionId === session.id)),
      };
    });
  return [...Map.groupBy(rows, ({ date }) => date)].map(([date, ofDay]) => ({
    date,
    pupils: ofDay.reduce((total, row) => total + row.pupils, 0),
    meals: ofDay.reduce((total, row) => total + (row.meals === "" ? 0 : row.pupils), 0),
    change: ofDay.reduce((total, row) => total + row.change, 0),
    rows: ofDay,
  }));
}

function gradeOf(level: number): string {
  const grade = gradeFromAeries(level);
  return grade === null ? "no grade" : gradeLabel(grade);
}

/** "+3", "−2", "" */
export const changeLabel = (change: number): string =>
  change === 0 ? "" : change > 0 ? `+${change}` : `−${-change}`;
