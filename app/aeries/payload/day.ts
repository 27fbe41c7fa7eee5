import { field, Unreadable } from "./field.ts";

/** First and last day (YYYY-MM-DD) a school record may carry; a day outside is a slip of the keyboard. */
export type PlausibleDays = { earliest: string; latest: string };

/** 25 years back covers every pupil; two years ahead covers calendars made early. */
export function plausibleDays(today: Temporal.PlainDate): PlausibleDays {
  return { earliest: today.subtract({ years: 25 }).toString(), latest: today.add({ years: 2 }).toString() };
}

const written = /^(\d{4})-(\d{2})-(\d{2})(?:T\d{2}:\d{2}.*)?$/;
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function exists(year: number, month: number, day: number): boolean {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (monthDays[month - 1] ?? 0) + (leap ? 1 : 0);
}

/**
 * The day of an Aeries date ("2025-09-03T00:00:00" or "2025-09-03") as YYYY-MM-DD; null for null, blank and
 * 0001-01-01, which versions before 5 wrote for "none". Arithmetic on strings: a bulk read has 100,000 of them.
 */
export function readDay(raw: unknown): string | null | Unreadable {
  if (raw === undefined || raw === null) return null;
  if (typeof raw !== "string") return new Unreadable("is not a date");
  const value = raw.trim();
  if (value === "" || value.startsWith("0001-01-01")) return null;
  const parts = written.exec(value);
  if (parts === null || !exists(Number(parts[1]), Number(parts[2]), Number(parts[3])))
    return new Unreadable("is not a date");
  return value.slice(0, 10);
}

/** Like `readDay`, but the day must be there and lie within the plausible days. */
export function readSchoolDay(raw: unknown, plausible: PlausibleDays): string | Unreadable {
  const day = readDay(raw);
  if (day === null) return new Unreadable("is missing");
  return day instanceof Unreadable ? day : within(day, plausible);
}

function within(day: string, plausible: PlausibleDays): string | Unreadable {
  if (day < plausible.earliest) return new Unreadable("is more than 25 years ago");
  if (day > plausible.latest) return new Unreadable("is more than 2 years ahead");
  return day;
}

/** A day that must be there. */
export const schoolDay = (plausible: PlausibleDays) => field((raw) => readSchoolDay(raw, plausible));

/** A day that may be none. */
export const schoolDayOrNull = (plausible: PlausibleDays) =>
  field((raw) => {
    const day = readDay(raw);
    return typeof day === "string" ? within(day, plausible) : day;
  });

/** A birthdate or a day of hire: any day since 1900 up to the last plausible one. */
export const lifeDayOrNull = (plausible: PlausibleDays) =>
  field((raw) => {
    const day = readDay(raw);
    if (typeof day !== "string") return day;
    return day < "1900-01-01" || day > plausible.latest ? new Unreadable("is not a day in a life") : day;
  });
