import { byDate, formatDay } from "#app/calendar/day.ts";
import type { Credit } from "./credit.ts";

/** A day earned: when, at which school its last minutes were attended, and the sessions whose minutes made it. */
export type MadeDay = { date: Temporal.PlainDate; schoolId: number; sessionIds: number[] };

/** A session as it takes part in a day. */
type Attended = { sessionId: number; schoolId: number; date: Temporal.PlainDate; minutes: number };

/**
 * Which sessions made each day that was earned: credited minutes leave the bank in the order in which they came, so
 * that an auditor can follow every day to its minutes. Sessions of a date that was credited nothing made no day. The
 * sessions of the date itself are always named, also where a minimum day that fell was full without their minutes: a day
 * is earned by taking part on it (AR-CAP-4).
 */
export function madeDays(credit: Credit, sessions: readonly Attended[]): MadeDay[] {
  const onDate = Map.groupBy(
    sessions.filter(({ minutes }) => minutes > 0),
    ({ date }) => formatDay(date),
  );
  const lastOf = (attended: readonly Attended[]) =>
    attended.reduce<Attended | null>(
      (last, one) => (last && last.sessionId > one.sessionId ? last : one),
      null,
    );
  const bank: { minutes: number; sessionIds: number[] }[] = [];
  const made: MadeDay[] = [];
  let before = 0;
  for (const step of credit.steps.toSorted((one, other) => byDate(one.date, other.date))) {
    const attended = onDate.get(formatDay(step.date)) ?? [];
    if (step.creditedMinutes > 0)
      bank.push({ minutes: step.creditedMinutes, sessionIds: attended.map(({ sessionId }) => sessionId) });
    if (step.earned) {
      const used = before + step.creditedMinutes - step.bankAfter - step.droppedMinutes;
      const from = new Set([...take(bank, used), ...attended.map(({ sessionId }) => sessionId)]);
      made.push({
        date: step.date,
        schoolId: lastOf(attended)?.schoolId ?? 0,
        sessionIds: [...from].toSorted((one, other) => one - other),
      });
      take(bank, step.droppedMinutes);
    }
    before = step.bankAfter;
  }
  return made;
}

/** Takes minutes from the front of the bank, and tells the sessions they came from. */
function take(bank: { minutes: number; sessionIds: number[] }[], minutes: number): Set<number> {
  const from = new Set<number>();
  let left = minutes;
  while (left > 0) {
    const first = bank[0];
    if (first === undefined) break;
    const part = Math.min(left, first.minutes);
    for (const id of first.sessionIds) from.add(id);
    first.minutes -= part;
    left -= part;
    if (first.minutes === 0) bank.shift();
  }
  return from;
}
