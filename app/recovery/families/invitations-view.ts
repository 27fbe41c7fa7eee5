import { displayDay } from "#app/calendar/day.ts";
import type { SessionCandidate } from "../candidates.server.ts";
import type { RecoverySession } from "../session.ts";
import type { FamilyStanding } from "./due.ts";
import { countInvitations, type InvitationCounts } from "./invitation-counts.ts";
import type { MessageRow } from "./message-rows.server.ts";

/** The newest answer of a family to one session, as it was put on record. */
export type SaidRow = { pupilId: number; answer: "yes" | "no"; saidBy: string; at: Temporal.Instant };

export type FamilyRow = {
  pupilId: number;
  name: string;
  written: string[];
  trouble: boolean;
  answer: string;
  place: string;
};

export type InvitationsView = {
  schoolId: number;
  sessionId: number;
  session: { date: string; subject: string };
  open: boolean;
  mailReady: boolean;
  counts: InvitationCounts & { newLetters: number; letters: number };
  families: FamilyRow[];
  candidates: { pupilId: number; name: string; days: number; invited: boolean }[];
  /** Why nobody is invited yet, whoever has absences. */
  whyNobody: string | null;
};

export const candidatesOnPage = 40;

const kinds = {
  invitation: "Invitation",
  reminder: "Reminder",
  place: "Place became free",
  cancellation: "Cancellation",
} as const;

/** One message in words: what, how, when, and what came of it. */
export function writtenMessage(message: MessageRow, timeZone: string): string {
  const day = (at: Temporal.Instant) => displayDay(at.toZonedDateTimeISO(timeZone).toPlainDate());
  const what = `${kinds[message.kind]} by ${message.channel === "email" ? "e-mail" : "letter"}`;
  const when = day(message.stepAt ?? message.at);
  if (message.channel === "letter")
    return `${what}, ${message.step === "printed" ? `printed ${when}` : "to be printed"}`;
  if (message.step === "sent") return `${what}, sent ${when}`;
  if (message.step === "failed") return `${what}, not sent yet: ${message.detail}. It is tried again.`;
  if (message.step === "given up") return `${what}, given up: ${message.detail}`;
  return `${what}, waits to be sent`;
}

export function invitationsView(found: {
  session: RecoverySession;
  open: boolean;
  mailReady: boolean;
  messages: readonly MessageRow[];
  standings: readonly FamilyStanding[];
  said: readonly SaidRow[];
  names: ReadonlyMap<number, string>;
  candidates: readonly SessionCandidate[];
  whyNobody: string | null;
  timeZone: string;
}): InvitationsView {
  const { session, messages, standings, names, timeZone } = found;
  const messagesOf = Map.groupBy(messages, ({ pupilId }) => pupilId);
  const saidOf = new Map(found.said.map((said) => [said.pupilId, said]));
  const letters = messages.filter(({ channel }) => channel === "letter");
  return {
    schoolId: session.schoolId,
    sessionId: session.id,
    session: { date: session.date.toString(), subject: session.subject },
    open: found.open,
    mailReady: found.mailReady,
    counts: {
      ...countInvitations(standings),
      newLetters: letters.filter(({ step }) => step === null).length,
      letters: letters.length,
    },
    families: standings
      .map((one) => {
        const said = saidOf.get(one.pupilId);
        const theirs = messagesOf.get(one.pupilId) ?? [];
        return {
          pupilId: one.pupilId,
          name: names.get(one.pupilId) ?? "",
          written: theirs.map((message) => writtenMessage(message, timeZone)),
          trouble: theirs.some(({ step }) => step === "failed" || step === "given up"),
          answer: said
            ? `${said.answer === "yes" ? "Yes" : "No"}: ${said.saidBy}`
            : one.answer === null
              ? "No answer yet"
              : `${one.answer === "yes" ? "Yes" : "No"}, for recovery as a whole`,
          place: one.place === null ? "" : placeWords[one.place.step],
        };
      })
      .filter(({ name }) => name !== "")
      .toSorted((one, other) => one.name.localeCompare(other.name)),
    whyNobody: found.whyNobody,
    candidates: found.candidates.slice(0, candidatesOnPage).map((pupil) => ({
      pupilId: pupil.pupilId,
      name: pupil.name,
      days: pupil.canStillRecover,
      invited: standings.some(
        ({ pupilId, written }) => pupilId === pupil.pupilId && written.invitation !== undefined,
      ),
    })),
  };
}

const placeWords = {
  booked: "Has a place",
  waiting: "Waits",
  released: "Gave it back",
  declined: "Declined",
} as const;
