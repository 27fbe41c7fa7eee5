import type { TimeSpan } from "#app/calendar/bell.ts";
import { formatDay } from "#app/calendar/day.ts";
import { inBoth, minutesIn, without } from "#app/calendar/spans.ts";
import { barToClaiming } from "./eligibility.ts";

/**
 * Instruction of one pupil in one session. `spans` apart and in order, as far as both the teacher's statement and the
 * times on record now have them (AR-SES-3); `unattested`: minutes written down after it. `studyDays`: schooldays running
 * in independent study on that date; `optedIn`: the answer in force on it, null where there was none.
 */
export type SessionTime = {
  schoolId: number;
  sessionId: number;
  date: Temporal.PlainDate;
  spans: readonly TimeSpan[];
  unattested: number;
  studyDays: number;
  optedIn: boolean | null;
};

/** A session with the minutes of it that count. */
export type CountedSession = {
  schoolId: number;
  sessionId: number;
  date: Temporal.PlainDate;
  minutes: number;
};

/** Minutes on record that do not count, why, the rule that says so, and the reason in a sentence. */
export type LeftOut = CountedSession & {
  why: "might not take part" | "not attested" | "counted elsewhere";
  rule: string;
  reason: string;
};

/** The time of a pupil that counts, session by session, and what of the time on record does not. */
export type CountedTime = { counted: CountedSession[]; leftOut: LeftOut[] };

/**
 * The time that may be credited: attested, of a pupil who could take part on that date, and no minute twice. A minute
 * on record in several sessions, at whatever schools, counts in the longest of them, so that a session more never makes
 * less of the day. The order of sessions does not matter.
 */
export function countedTime(sessions: readonly SessionTime[]): CountedTime {
  const judged = sessions.map((session) => ({ session, bar: barToClaiming(session) }));
  const leftOut = judged.flatMap(({ session, bar }) => [
    ...(bar === null
      ? []
      : [left(session, minutesIn(session.spans), { why: "might not take part", ...bar })]),
    ...(session.unattested > 0 ? [left(session, session.unattested, notAttested)] : []),
  ]);
  const once = countedOnce(judged.flatMap(({ session, bar }) => (bar === null ? [session] : [])));
  return {
    counted: once.map(({ session, minutes }) => numbered(session, minutes)),
    leftOut: [
      ...leftOut.filter(({ minutes }) => minutes > 0),
      ...once.flatMap(({ session, twice }) =>
        twice.map(({ minutes, countsIn }) => left(session, minutes, countedIn(countsIn))),
      ),
    ].toSorted(inOrder),
  };
}

type Why = Pick<LeftOut, "why" | "rule" | "reason">;
const notAttested: Why = {
  why: "not attested",
  rule: "AR-SES-3",
  reason: "Written down after the teacher's statement: it counts once the teacher attests to it.",
};
const countedIn = (sessionId: number): Why => ({
  why: "counted elsewhere",
  rule: "AR-SES-3",
  reason: `On record in session ${sessionId} at the same time, and counted there.`,
});

type Timed = { schoolId: number; sessionId: number; date: Temporal.PlainDate; spans: readonly TimeSpan[] };
/** `twice`: minutes that count in another session. */
type Once<T> = { session: T; minutes: number; twice: { minutes: number; countsIn: number }[] };

/** Sessions with the minutes of each that no longer session of that date has. */
export function countedOnce<T extends Timed>(sessions: readonly T[]): Once<T>[] {
  const dates = Map.groupBy(sessions, ({ date }) => formatDay(date));
  return [...dates.values()].flatMap((ofDate) => {
    const [only] = ofDate;
    if (ofDate.length === 1 && only) return { session: only, minutes: minutesIn(only.spans), twice: [] };
    const taken: T[] = [];
    return ofDate.toSorted(longestFirst).map((session) => {
      const twice: Once<T>["twice"] = [];
      let own: readonly TimeSpan[] = session.spans;
      for (const other of taken) {
        const minutes = minutesIn(inBoth(own, other.spans));
        if (minutes > 0) twice.push({ minutes, countsIn: other.sessionId });
        own = without(own, other.spans);
      }
      taken.push(session);
      return { session, minutes: minutesIn(own), twice };
    });
  });
}

const longestFirst = (one: Timed, other: Timed) =>
  minutesIn(other.spans) - minutesIn(one.spans) ||
  (one.spans[0]?.startsAt ?? 0) - (other.spans[0]?.startsAt ?? 0) ||
  one.sessionId - other.sessionId;

const numbered = ({ schoolId, sessionId, date }: Timed, minutes: number): CountedSession => ({
  schoolId,
  sessionId,
  date,
  minutes,
});
const left = (session: Timed, minutes: number, why: Why): LeftOut => ({
  ...numbered(session, minutes),
  ...why,
});

const inOrder = (one: LeftOut, other: LeftOut) =>
  formatDay(one.date).localeCompare(formatDay(other.date)) ||
  one.sessionId - other.sessionId ||
  one.rule.localeCompare(other.rule);
