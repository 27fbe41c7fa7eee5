import type { Parsed } from "./day.ts";

/** A time of day: whole minutes since local midnight, 0 to 1440. */
export type MinuteOfDay = number;

/** From `startsAt` up to, and not including, `endsAt`. */
export type TimeSpan = { startsAt: MinuteOfDay; endsAt: MinuteOfDay };

/** One period of a bell schedule. `date` null is the everyday schedule; a date is a schedule for that day alone. */
export type BellPeriod = TimeSpan & { period: string; date: Temporal.PlainDate | null };

/** The schedule in force on a date: that day's own when it has one, the everyday schedule otherwise; first bell first. */
export function scheduleOn(periods: readonly BellPeriod[], date: Temporal.PlainDate): BellPeriod[] {
  const ofTheDay = periods.filter((period) => period.date?.equals(date));
  const inForce = ofTheDay.length > 0 ? ofTheDay : periods.filter((period) => period.date === null);
  return inForce.toSorted((one, other) => one.startsAt - other.startsAt || one.endsAt - other.endsAt);
}

/** From the first bell to the last, or null without a schedule. Lunch, recess and passing time lie within it. */
export function schoolDaySpan(schedule: readonly TimeSpan[]): TimeSpan | null {
  if (schedule.length === 0) return null;
  return {
    startsAt: Math.min(...schedule.map((period) => period.startsAt)),
    endsAt: Math.max(...schedule.map((period) => period.endsAt)),
  };
}

/** Do two spans share a minute? Ending as the other starts is not an overlap. */
export function spansOverlap(one: TimeSpan, other: TimeSpan): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

/** Does the span touch the school day of this schedule, lunch and recess included? */
export function overlaps(span: TimeSpan, schedule: readonly TimeSpan[]): boolean {
  const day = schoolDaySpan(schedule);
  return day !== null && spansOverlap(span, day);
}

/** Reads "HH:MM" of a 24-hour clock, "15:30" or "8:05". Never throws. */
export function parseTime(text: string): Parsed<MinuteOfDay> {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? [];
  if (hours === undefined || minutes === undefined || Number(hours) > 23 || Number(minutes) > 59)
    return { ok: false, reason: "Enter a time as hours and minutes, such as 15:30." };
  return { ok: true, value: Number(hours) * 60 + Number(minutes) };
}

/** "15:30", as times travel in forms. */
export function formatTime(minute: MinuteOfDay): string {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

/** "3:30 pm", as people read it. */
export function displayTime(minute: MinuteOfDay): string {
  const hours = Math.floor(minute / 60) % 24;
  return `${hours % 12 || 12}:${String(minute % 60).padStart(2, "0")} ${hours < 12 ? "am" : "pm"}`;
}
