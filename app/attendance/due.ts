import { type BellPeriod, type MinuteOfDay, scheduleOn, schoolDaySpan } from "#app/calendar/bell.ts";

/** A daily register is due this long after the first bell, or at the end of the first period if that is sooner. */
const dailyGraceMinutes = 30;
const endOfDay: MinuteOfDay = 24 * 60;

/**
 * When a register is due: where attendance is taken once a day, half an hour after the first bell; in a period
 * school at the end of the section's period. A period without bells is due by the last bell, a day without any
 * schedule by midnight. `bells` may hold other days: the schedule in force on `date` is chosen here.
 */
export function registerDue(facts: {
  kind: "daily" | "period";
  period: string;
  date: Temporal.PlainDate;
  bells: readonly BellPeriod[];
  timeZone: string;
}): Temporal.Instant {
  const schedule = scheduleOn(facts.bells, facts.date);
  return momentOf(facts.date, dueMinute(facts, schedule), facts.timeZone);
}

function dueMinute(
  { kind, period }: { kind: "daily" | "period"; period: string },
  schedule: readonly BellPeriod[],
): MinuteOfDay {
  const first = schedule[0];
  if (first === undefined) return endOfDay;
  if (kind === "daily") return Math.min(first.endsAt, first.startsAt + dailyGraceMinutes);
  const own = schedule.find((bell) => bell.period === period);
  return own?.endsAt ?? schoolDaySpan(schedule)?.endsAt ?? endOfDay;
}

/** A minute of a day as clocks at the school show it, also on the days when they are set forward or back. */
function momentOf(date: Temporal.PlainDate, minute: MinuteOfDay, timeZone: string): Temporal.Instant {
  if (minute >= endOfDay) return date.add({ days: 1 }).toZonedDateTime({ timeZone }).toInstant();
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
  return date.toZonedDateTime({ timeZone, plainTime }).toInstant();
}
