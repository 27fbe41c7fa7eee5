import { displayTime } from "#app/calendar/bell.ts";
import { writtenMoment } from "#app/ui/written-moment.ts";
import type { DecidedHold, SessionHolds } from "./holds.server.ts";
import type { HoldDecision, HoldRule } from "./holds.ts";
import { isHeld } from "./holds.ts";

export type HoldRow = {
  rule: HoldRule;
  name: string;
  reason: string;
  /** "At 10:00 am: 21 pupils, limit 20" of a breached ratio. */
  peak: { at: string; pupils: number; limit: number } | null;
  decision: (HoldDecision & { words: string }) | null;
  /** A decision that was about something else. */
  earlier: string | null;
};

export type HeldSessionView = {
  sessionId: number;
  date: string;
  times: string;
  subject: string;
  room: string;
  teachers: string;
  held: boolean;
  holds: HoldRow[];
};

const names: Record<DecidedHold["name"], string> = {
  "in the school day": "In the school day",
  "ratio exceeded": "Too many pupils for the teachers",
  "nobody taught it": "No teacher",
  "nobody qualified": "Time without a qualified teacher",
  "no certification document": "No certification document",
  "document lapsed": "Certification document had lapsed",
  "not employed by the agency": "Teacher not employed by the agency",
};

/** What keeps a session out of claims now, a sentence each with what to do; empty where nothing does. */
export const heldSentences = (holds: readonly DecidedHold[]): string[] =>
  holds.flatMap(({ rule, reason, decision }) => {
    if (decision?.decision === "counts") return [];
    const stands =
      decision === null
        ? "Its minutes stay out of claims until an administrator decides."
        : `Kept out of claims: ${decision.reason}`;
    return [`${reason} (${rule}) ${stands}`];
  });

export function heldSessionView(session: SessionHolds, timeZone: string): HeldSessionView {
  return {
    sessionId: session.sessionId,
    date: session.date.toString(),
    times: `${displayTime(session.startsAt)} to ${displayTime(session.endsAt)}`,
    subject: session.subject,
    room: session.room,
    teachers: session.teachers.join(", "),
    held: isHeld(session.holds),
    holds: session.holds.map(({ rule, name, reason, peak, decision, earlier }) => ({
      rule,
      name: names[name],
      reason,
      peak: peak && { at: peak.at, pupils: peak.pupils, limit: peak.limit },
      decision: decision && {
        decision: decision.decision,
        reason: decision.reason,
        words: decisionWords(decision, timeZone),
      },
      earlier: earlier && `${decisionWords(earlier, timeZone)} ${aboutWhat(earlier.found)}`,
    })),
  };
}

const decisionWords = (
  { decision, by, at, reason }: NonNullable<DecidedHold["decision"]>,
  timeZone: string,
) =>
  `${decision === "counts" ? "Counts" : "Kept out"}, by ${by ?? "someone"} on ${writtenMoment(at, timeZone)}: ${reason}`;

const aboutWhat = (found: string | null) =>
  found === null
    ? "(What it was about was not kept, so decide anew.)"
    : `(It was about: ${found} What holds the session now is something else, so decide anew.)`;
