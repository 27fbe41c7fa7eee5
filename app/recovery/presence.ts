import { displayTime, type MinuteOfDay, type TimeSpan } from "#app/calendar/bell.ts";
import { changesClocks, elapsedMinutes } from "#app/calendar/clock-change.ts";
import { minutesIn, without } from "#app/calendar/spans.ts";

/** One coming and going of a pupil, minutes since midnight; null where it was not written down. */
export type Stay = { signedIn: MinuteOfDay | null; signedOut: MinuteOfDay | null };

export type PresenceProblem = {
  name: "no_sign_in" | "no_sign_out" | "out_before_in" | "outside_session";
  sentence: string;
};

/**
 * `minutes` attended, from stays without a problem that leaves their length unknown. `spans` are those minutes, apart
 * and in order; where the clocks change on that day, as they passed since midnight.
 */
export type Presence = { minutes: number; spans: TimeSpan[]; problems: PresenceProblem[] };

/**
 * The minutes a pupil attended a session, from the times in and out. Time is cut to the session; breaks (meals,
 * recess, other activities) are taken out; minutes in two stays at once count once. A stay whose length cannot be
 * known counts nothing until the teacher has stated it, and is named. With `session.date`, minutes are those that
 * passed, also where the clocks change during the session.
 */
export function presenceOf(facts: {
  session: TimeSpan & { date?: Temporal.PlainDate };
  stays: readonly Stay[];
  breaks?: readonly TimeSpan[];
}): Presence {
  const { session, stays, breaks = [] } = facts;
  const problems: PresenceProblem[] = [];
  const attended: TimeSpan[] = [];
  for (const stay of stays) {
    const problem = problemOf(stay, session);
    if (problem !== null) problems.push(problem);
    else attended.push(cut({ startsAt: stay.signedIn ?? 0, endsAt: stay.signedOut ?? 0 }, session));
  }
  const passed = passing(session.date);
  const away = breaks.map((pause) => passed(cut(pause, session)));
  const spans = without(attended.map(passed), away);
  return { minutes: minutesIn(spans), spans, problems };
}

/** Spans of the wall's clock as spans of time that passed. */
function passing(date: Temporal.PlainDate | undefined): (span: TimeSpan) => TimeSpan {
  if (date === undefined || !changesClocks(date)) return (span) => span;
  const elapsed = elapsedMinutes(date);
  return (span) => ({ startsAt: elapsed(span.startsAt), endsAt: elapsed(span.endsAt) });
}

function problemOf({ signedIn, signedOut }: Stay, session: TimeSpan): PresenceProblem | null {
  if (signedIn === null)
    return { name: "no_sign_in", sentence: "No time in was recorded. Enter when the pupil arrived." };
  if (signedOut === null)
    return {
      name: "no_sign_out",
      sentence: `Signed in at ${displayTime(signedIn)} and never out. Enter when the pupil left.`,
    };
  if (signedOut < signedIn)
    return {
      name: "out_before_in",
      sentence: `Signed out at ${displayTime(signedOut)}, before signing in at ${displayTime(signedIn)}. Correct one of them.`,
    };
  if (signedOut <= session.startsAt || signedIn >= session.endsAt)
    return {
      name: "outside_session",
      sentence: `Here from ${displayTime(signedIn)} to ${displayTime(signedOut)}, outside the session of ${displayTime(session.startsAt)} to ${displayTime(session.endsAt)}.`,
    };
  return null;
}

function cut(span: TimeSpan, to: TimeSpan): TimeSpan {
  const startsAt = Math.min(Math.max(span.startsAt, to.startsAt), to.endsAt);
  return { startsAt, endsAt: Math.max(startsAt, Math.min(span.endsAt, to.endsAt)) };
}
