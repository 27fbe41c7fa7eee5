/** What reading something a person or another system wrote comes to: the value, or what is wrong with it. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; reason: string };

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

const weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

export type Weekday = (typeof weekdayNames)[number];

/** Years that a day of a school can lie in. Postgres knows no year 0; what lies outside is a slip of the hand. */
const years = { first: 1900, last: 2999 };

/**
 * Reads YYYY-MM-DD. Never throws: a day that does not exist (2026-02-30), or of no year from 1900 to 2999, comes back
 * with a sentence.
 */
export function parseDay(text: string): Parsed<Temporal.PlainDate> {
  const trimmed = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(trimmed))
    return { ok: false, reason: "Enter a date as year-month-day, such as 2026-09-03." };
  const year = Number(trimmed.slice(0, 4));
  if (year < years.first || year > years.last)
    return {
      ok: false,
      reason: `Check the year of ${trimmed}: it lies from ${years.first} to ${years.last}.`,
    };
  try {
    return { ok: true, value: Temporal.PlainDate.from(trimmed) };
  } catch {
    return { ok: false, reason: `There is no ${trimmed} in the calendar. Check the month and the day.` };
  }
}

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : `${number}`);

/** YYYY-MM-DD, as days travel in URLs, forms and files. By its parts, as `byDate`, and for as many days. */
export function formatDay(date: Temporal.PlainDate): string {
  const { year, month, day, calendarId } = date;
  return year > 999 && year < 10_000 && calendarId === "iso8601"
    ? `${year}-${twoDigits(month)}-${twoDigits(day)}`
    : date.toString({ calendarName: "never" });
}

/** "September 3, 2026", as people read it in a sentence. */
export function displayDay(date: Temporal.PlainDate): string {
  return `${monthNames[date.month - 1]} ${date.day}, ${date.year}`;
}

export function weekdayOf(date: Temporal.PlainDate): Weekday {
  return weekdayNames[date.dayOfWeek - 1] as Weekday;
}

export function isWeekend(date: Temporal.PlainDate): boolean {
  return date.dayOfWeek > 5;
}

/** The Monday on or before the date; weeks run Monday to Sunday. */
export function mondayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 });
}

/** The week of a date, Monday to Sunday, as a key: two dates share it when their Monday is the same. */
export const weekKey = (date: Temporal.PlainDate): string => `${date.yearOfWeek}-${date.weekOfYear}`;

/** Oldest first; for `toSorted`. By its parts: a year of a district compares dates a million times. */
export function byDate(one: Temporal.PlainDate, other: Temporal.PlainDate): number {
  return one.year - other.year || one.month - other.month || one.day - other.day;
}

export function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return byDate(one, other) < 0;
}

export function isAfter(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return byDate(one, other) > 0;
}

/** Days from a first to a last day, both included; an open end (null) never closes. */
export type DaySpan = { from: Temporal.PlainDate; through: Temporal.PlainDate | null };

export function spanHolds(span: DaySpan, date: Temporal.PlainDate): boolean {
  return !isBefore(date, span.from) && (span.through === null || !isAfter(date, span.through));
}
