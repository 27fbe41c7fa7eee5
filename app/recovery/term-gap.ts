import { isAfter, isBefore } from "#app/calendar/day.ts";
import { writtenDay } from "#app/ui/written-day.ts";
import type { Term } from "./copied-series.ts";

/**
 * Terms in which no recovery session lies (AR-LEA-3): where recovery is offered, access is offered in each of them.
 * @param sessionDates of the sessions that were not cancelled
 */
export function termsWithout<T extends Term>(
  terms: readonly T[],
  sessionDates: readonly Temporal.PlainDate[],
): T[] {
  return terms.filter(
    ({ startsOn, endsOn }) =>
      !sessionDates.some((date) => !isBefore(date, startsOn) && !isAfter(date, endsOn)),
  );
}

/** What to say of such a term, with what to do while there is time. */
export function termGapSentence({ title, startsOn, endsOn }: Term, today: Temporal.PlainDate): string {
  const which = `${title} (${writtenDay(startsOn)} to ${writtenDay(endsOn)})`;
  if (isBefore(endsOn, today)) return `${which} had no recovery session.`;
  return `${which} has no recovery session. Plan one by ${writtenDay(endsOn)}.`;
}
