import { displayTime, spansOverlap, type TimeSpan } from "#app/calendar/bell.ts";
import type { SessionBreak } from "./session.ts";

/** What time of a session that does not count is called. */
export const breakKinds = ["breakfast", "lunch", "supper", "snack", "recess", "another activity"] as const;
export type BreakKind = (typeof breakKinds)[number];

/** The kinds as a form offers them. */
export const breakChoices = breakKinds.map((value) => ({
  value,
  label: `${value[0]!.toUpperCase()}${value.slice(1)}`,
}));

const meals = new Set<string>(["breakfast", "lunch", "supper", "snack"]);

/** Does the kitchen have to know of it? */
export const isMeal = ({ what }: Pick<SessionBreak, "what">): boolean => meals.has(what);

/** "lunch, 11:30 am to 12:00 pm", one after the other. */
export function breaksLabel(breaks: readonly SessionBreak[]): string {
  return breaks
    .map(({ what, startsAt, endsAt }) => `${what}, ${displayTime(startsAt)} to ${displayTime(endsAt)}`)
    .join("; ");
}

/** Minutes of a span of instruction that are left without its breaks, which lie within it and apart. */
export const minutesWithout = (breaks: readonly TimeSpan[], { startsAt, endsAt }: TimeSpan): number =>
  breaks.reduce((sum, pause) => sum - (pause.endsAt - pause.startsAt), endsAt - startsAt);

/** What is wrong with the breaks of a session, or null. They lie within it, apart, and leave time that counts. */
export function breakTrouble(breaks: readonly TimeSpan[], session: TimeSpan): string | null {
  const inOrder = breaks.toSorted((one, other) => one.startsAt - other.startsAt);
  if (inOrder.some(({ startsAt, endsAt }) => endsAt <= startsAt))
    return "A break ends before it starts. Choose a later end.";
  if (inOrder.some(({ startsAt, endsAt }) => startsAt < session.startsAt || endsAt > session.endsAt))
    return `A break lies outside the session of ${displayTime(session.startsAt)} to ${displayTime(session.endsAt)}. Move it within.`;
  if (inOrder.some((one, at) => inOrder[at + 1] !== undefined && spansOverlap(one, inOrder[at + 1]!)))
    return "Two breaks share time. Move one of them.";
  return minutesWithout(breaks, session) <= 0
    ? "The breaks leave no time of instruction. Shorten them."
    : null;
}
