import { isAfter, isBefore } from "#app/calendar/day.ts";

export type Term = { title: string; startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate };
type Span = { startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate };

const holds = (term: Term, date: Temporal.PlainDate) =>
  !isBefore(date, term.startsOn) && !isAfter(date, term.endsOn);
const daysBetween = (from: Temporal.PlainDate, to: Temporal.PlainDate) =>
  from.until(to, { largestUnit: "day" }).days;
const lengthOf = ({ startsOn, endsOn }: Span) => daysBetween(startsOn, endsOn);

/**
 * The dates of a series in the next term: as far into it as it was into its own, moved by whole weeks so that the
 * weekdays stay, and to the end of the term where it ran to the end of its own. Null without a next term.
 * @param terms of the school in any order; quarters, semesters and the year may overlap
 */
export function inNextTerm(series: Span, terms: readonly Term[]): Span | null {
  const step = termsOf(series, terms);
  if (step === null) return null;
  const { own, next } = step;
  const weeks = Math.round(daysBetween(own.startsOn, next.startsOn) / 7);
  const nearest = shifted(series, weeks);
  const moved = isBefore(nearest.startsOn, next.startsOn) ? shifted(series, weeks + 1) : nearest;
  const ranToTheEnd = daysBetween(series.endsOn, own.endsOn) < 7;
  const endsOn = ranToTheEnd || isAfter(moved.endsOn, next.endsOn) ? next.endsOn : moved.endsOn;
  return isAfter(moved.startsOn, endsOn) ? null : { startsOn: moved.startsOn, endsOn };
}

/**
 * The term that a series filled, and the one that follows it. Of several: the shortest that holds all of the series,
 * else the longest that holds its start; and of those that follow at once, the one most like it in length.
 */
function termsOf(series: Span, terms: readonly Term[]): { own: Term; next: Term } | null {
  const steps = terms.flatMap((own) => {
    const next = holds(own, series.startsOn) ? termAfter(own, terms) : null;
    return next === null ? [] : [{ own, next, whole: holds(own, series.endsOn) }];
  });
  const whole = steps.filter((step) => step.whole);
  const inOrder = (whole.length > 0 ? whole : steps).toSorted(
    (one, other) => lengthOf(one.own) - lengthOf(other.own),
  );
  return (whole.length > 0 ? inOrder[0] : inOrder.at(-1)) ?? null;
}

function termAfter(own: Term, terms: readonly Term[]): Term | null {
  const later = terms.filter(({ startsOn }) => isAfter(startsOn, own.endsOn));
  const first = later.map(({ startsOn }) => startsOn).toSorted(Temporal.PlainDate.compare)[0];
  const unlike = (term: Term) => Math.abs(lengthOf(term) - lengthOf(own));
  return (
    later
      .filter(({ startsOn }) => first?.equals(startsOn))
      .toSorted((one, other) => unlike(one) - unlike(other))[0] ?? null
  );
}

/** The same weeks of the next year: 52 weeks on, so that the weekdays stay. */
export const inNextYear = (series: Span): Span => shifted(series, 52);

function shifted({ startsOn, endsOn }: Span, weeks: number): Span {
  return { startsOn: startsOn.add({ weeks }), endsOn: endsOn.add({ weeks }) };
}
