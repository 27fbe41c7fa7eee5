import { isAfter } from "#app/calendar/day.ts";

/**
 * What a family answered, about one session or (null) about recovery as a whole. `on`: the day on which it was recorded;
 * of an answer about one session it may be left out, since that holds whenever it was entered.
 */
export type Election = { sessionId: number | null; answer: "yes" | "no"; on: Temporal.PlainDate | null };

/**
 * The answer in force for a session on its date (AR-PUP-3): the newest of those about recovery as a whole that were on
 * record by then, and of those about this session, which may have come on paper and been entered afterwards. Null
 * where there is none.
 * @param elections of one pupil, oldest first
 */
export function answerInForce<T extends Election>(
  elections: readonly T[],
  session: { sessionId: number; date: Temporal.PlainDate },
): T | null {
  const speaks = ({ sessionId, on }: Election) =>
    sessionId === null ? on !== null && !isAfter(on, session.date) : sessionId === session.sessionId;
  return elections.findLast(speaks) ?? null;
}
