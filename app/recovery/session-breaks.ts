import { displayTime, spansOverlap, type TimeSpan } from "#app/calendar/bell.ts";
import type { SessionBreak } from "./session.ts";

/** What time of a session that does not count is called. */
export const breakKinds = ["breakfast", "lunch", "supper", "snack", "recess", "another activity"] as const;

const meals = new Set<string>(["breakfast", "lunch", "supper", "snack"]);

/** Does the kitchen have to know of it? */
export const isMeal = ({ what }: Pick<SessionBreak, "what">): boolean => meals.has(what);

/** "lunch, 11:30 am to 12:00 pm", one after the other. */
export function breaksLabel(breaks: readonly SessionBreak[]): string {
  return breaks
    .map(({ what, startsAt, endsAt }) => `${what}, ${displayTime(startsAt)} to ${displayTime(endsAt)}`)
    .join("; ");
}

/** What is wrong with the breaks of a session, or null. They lie within it, apart, and leave time that counts. */
export function breakTrouble(breaks: readonly TimeSpan[], session: TimeSpan): string | null {
  const inOrder = breaks.toSorted((one, other) => one.startsAt - other.startsAt);
  if (inOrder.some(({ startsAt, endsAt }) => endsAt <= startsAt))
    return "A break ends before it starts. Choose a later end.";
  if (inOrder.some(({ startsAt, endsAt }) => startsAt < session.startsAt || endsAt > session.endsAt))
    return `A break lies outside the session of ${displayTime(session.startsAt)} to ${displayTime(session.endsAt)}. Move it within.`;
  if (inOrder.some((one, at) => inOrder[at + 1] !== undefined && spansOverlap(one, inOrder[at + 1]!)))
    return "Two breaks share time. Move one of them.";
  const away = inOrder.reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0);
  return away >= session.endsAt - session.startsAt
    ? "The breaks leave no time of instruction. Shorten them."
    : null;
}
