import type { Actor } from "#app/access/actor.ts";
import { recordView } from "#app/access/trace.server.ts";
import { displayTime } from "#app/calendar/bell.ts";
import { displayDay } from "#app/calendar/day.ts";
import type { Context } from "#app/context.ts";
import { type Moment, momentIn } from "../moment.ts";
import { otherYear } from "../other-year.ts";
import { gradesLabel, type RecoverySession } from "../session.ts";
import { sessionsBetween } from "../sessions.server.ts";
import { candidatesOnPage } from "./invitations-view.ts";
import { candidatesOfAll, invitable } from "./invite.server.ts";
import { messagesOf } from "./message-rows.server.ts";
import { familyStandings } from "./standings.server.ts";
import { closedTo } from "./take-answer.server.ts";

const weeksAhead = 26;
/** One letter that asks for more answers than these is not read to its end. */
export const mostSessions = 30;

export type InviteManyView = {
  schoolId: number;
  sessions: { id: number; label: string; chosen: boolean }[];
  /** How many were chosen that one letter does not hold: the last of them. */
  leftOut: number;
  /** Null until sessions are chosen. */
  chosen: {
    ids: number[];
    candidates: { pupilId: number; name: string; days: number; sessions: number }[];
    total: number;
    /** Of sessions of another school year: why nobody is invited to them yet. */
    otherYear: string | null;
    newLetters: number;
    letters: number;
  } | null;
  mailReady: boolean;
};

/** The sessions of a school that take invitations now, in order. */
export async function openSessions(context: Context, actor: Actor, now: Moment): Promise<RecoverySession[]> {
  const all = await context.door.asActor(actor, (tx) =>
    sessionsBetween(tx, actor.schoolId, now.today, now.today.add({ weeks: weeksAhead })),
  );
  return all.filter((session) => closedTo(session, now) === null);
}

/** The numbers of sessions in an address or a form. */
export const sessionsIn = (written: readonly string[]): number[] => [
  ...new Set(written.flatMap((text) => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : []))),
];

/** Whom to invite to several sessions at once. The look at the pupils is recorded. */
export async function loadInviteMany(
  context: Context,
  actor: Actor,
  asked: readonly number[],
): Promise<InviteManyView> {
  const now = momentIn(context.settings.timeZone, context.clock.now());
  const open = await openSessions(context, actor, now);
  const all = open.filter(({ id }) => asked.includes(id));
  const chosen = all.slice(0, mostSessions);
  const ids = chosen.map(({ id }) => id);
  const view: InviteManyView = {
    schoolId: actor.schoolId,
    sessions: open.map((session) => ({
      id: session.id,
      label: `${displayDay(session.date)}, ${displayTime(session.startsAt)}: ${session.subject}, ${gradesLabel(session)} (${session.booked} of ${session.capacity} places taken)`,
      chosen: ids.includes(session.id),
    })),
    leftOut: all.length - chosen.length,
    chosen: null,
    mailReady: context.mail !== null,
  };
  if (chosen.length === 0) return view;
  const ranked = await candidatesOfAll(context, actor, chosen, now.today);
  return context.door.asActor(actor, async (tx) => {
    const known = await familyStandings(tx, actor.schoolId, ids);
    const messages = await messagesOf(tx, actor.schoolId, ids);
    const letters = new Map(
      messages.flatMap(({ channel, lead, step }) => (channel === "letter" ? [[lead, step]] : [])),
    );
    const why = chosen.map((session) => otherYear(session.date, now.today));
    const ofThisYear = chosen.filter((_, index) => why[index] === null);
    const sessionsFor = invitable(ofThisYear, ranked, known);
    const all = ranked
      .map((pupil) => ({ pupil, sessions: sessionsFor(pupil.pupilId).length }))
      .filter(({ sessions }) => sessions > 0);
    const candidates = all.slice(0, candidatesOnPage).map(({ pupil, sessions }) => ({
      pupilId: pupil.pupilId,
      name: pupil.name,
      days: pupil.canStillRecover,
      sessions,
    }));
    await recordView(
      tx,
      actor,
      now.at,
      "recovery invitations",
      candidates.map(({ pupilId }) => pupilId),
    );
    return {
      ...view,
      chosen: {
        ids,
        candidates,
        total: all.length,
        otherYear: why.find((sentence) => sentence !== null) ?? null,
        newLetters: [...letters.values()].filter((step) => step === null).length,
        letters: letters.size,
      },
    };
  });
}
