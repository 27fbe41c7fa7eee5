import type { TimeSpan } from "./bell.ts";

/** The same minutes as spans that do not touch, in order. */
export function unionOf(spans: readonly TimeSpan[]): TimeSpan[] {
  const union: TimeSpan[] = [];
  for (const { startsAt, endsAt } of spans.toSorted((one, other) => one.startsAt - other.startsAt)) {
    const last = union.at(-1);
    if (endsAt <= startsAt) continue;
    if (last === undefined || last.endsAt < startsAt) union.push({ startsAt, endsAt });
    else last.endsAt = Math.max(last.endsAt, endsAt);
  }
  return union;
}

/** The minutes of some spans that lie in none of the others. */
export function without(spans: readonly TimeSpan[], others: readonly TimeSpan[]): TimeSpan[] {
  let left = unionOf(spans);
  for (const other of others)
    left = left.flatMap(({ startsAt, endsAt }) =>
      [
        { startsAt, endsAt: Math.min(endsAt, other.startsAt) },
        { startsAt: Math.max(startsAt, other.endsAt), endsAt },
      ].filter((part) => part.startsAt < part.endsAt),
    );
  return left;
}

/** The minutes that lie both in some spans and in the others. */
export const inBoth = (spans: readonly TimeSpan[], others: readonly TimeSpan[]): TimeSpan[] =>
  without(spans, without(spans, others));

/** The number of minutes in at least one of the spans. */
export const minutesIn = (spans: readonly TimeSpan[]): number =>
  (spans.length > 1 ? unionOf(spans) : spans).reduce(
    (sum, { startsAt, endsAt }) => sum + Math.max(0, endsAt - startsAt),
    0,
  );
