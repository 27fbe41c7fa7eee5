import { isAfter } from "#app/calendar/day.ts";
import { minimumDay } from "./minimum-day.ts";

/** A pupil's own minimum day from a day on, in minutes; null: from then on the pupil has none. */
export type OwnMinimumDay = { from: Temporal.PlainDate; minutes: number | null };

/**
 * The pupil's own minutes on a date (AR-MIN-1), or null.
 * @param days in the order in which they take effect, those of one day in the order in which they were written down
 */
export const ownMinutesOn = (days: readonly OwnMinimumDay[], date: Temporal.PlainDate): number | null =>
  days.findLast(({ from }) => !isAfter(from, date))?.minutes ?? null;

/** The minimum day of a pupil on a date: their own of that date, else the program's, else the grade's. */
export const minimumDayOn = (
  pupil: Omit<Parameters<typeof minimumDay>[0], "ownMinutes"> & { ownMinimumDays: readonly OwnMinimumDay[] },
  date: Temporal.PlainDate,
) => minimumDay({ ...pupil, ownMinutes: ownMinutesOn(pupil.ownMinimumDays, date) });
