import { isAfter, isBefore } from "#app/calendar/day.ts";

export type Term = { title: string; startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate };
type Span = { startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate };

const holds = (term: Term, date: Temporal.PlainDate) =>
  !isBefore(date, term.startsOn) && !isAfter(date, term.endsOn);

/**
 * The dates of a series in the next term: as far into it as it was into its own, moved by whole weeks so that the
 * weekdays stay, and to the end of the term where it ran to the end of its own. Null without a next term.
 * @param terms of the school, in order
 */
export function inNextTerm(series: Span, terms: readonly Term[]): Span | null {
  const at = terms.findIndex((term) => holds(term, series.startsOn));
  const [own, next] = [terms[at], terms[at + 1]];
  if (own === undefined || next === undefined) return null;
  const days = own.startsOn.until(next.startsOn, { largestUnit: "day" }).days;
  const moved = shifted(series, Math.ceil(days / 7));
  const ranToTheEnd = own.endsOn.since(series.endsOn, { largestUnit: "day" }).days < 7;
  const endsOn = ranToTheEnd || isAfter(moved.endsOn, next.endsOn) ? next.endsOn : moved.endsOn;
  return isAfter(moved.startsOn, endsOn) ? null : { startsOn: moved.startsOn, endsOn };
}

/** The same weeks of the next year: 52 weeks on, so that the weekdays stay. */
export const inNextYear = (series: Span): Span => shifted(series, 52);

function shifted({ startsOn, endsOn }: Span, weeks: number): Span {
  return { startsOn: startsOn.add({ weeks }), endsOn: endsOn.add({ weeks }) };
}
