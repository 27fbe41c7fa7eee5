import type { Actor } from "#app/access/actor.ts";
import { allows, allowsAt } from "#app/access/permissions.ts";
import { beyondScope } from "#app/access/require-actor.server.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { recordView } from "#app/access/trace.server.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import { attestedThrough } from "./attestation.server.ts";
import { candidatesAtOnce } from "./candidate-rows.ts";
import { candidatesFor } from "./candidates.server.ts";
import { unknownTeacher } from "./certification.ts";
import { readRecoverySettings, readSettingsByDay } from "./district-settings.server.ts";
import { invitationsLine } from "./families/invitation-counts.ts";
import { familyStandings } from "./families/standings.server.ts";
import { heldSentences } from "./hold-view.ts";
import { readSessionHolds } from "./holds.server.ts";
import { barsInLine } from "./line-bars.server.ts";
import { standingsNow } from "./line-standings.server.ts";
import { hasEnded, momentIn } from "./moment.ts";
import { placesOf } from "./place-rows.server.ts";
import { presenceRows } from "./presence-rows.server.ts";
import { supervisedBy } from "./purpose.ts";
import type { RecoverySession } from "./session.ts";
import { stateOf } from "./session-state.ts";
import { troublesOf } from "./session-trouble.server.ts";
import { lockOf } from "./session-unlock.server.ts";
import { type SessionView, sessionView } from "./session-view.ts";
import { findSession } from "./sessions.server.ts";
import { supervisionOf } from "./supervision.server.ts";
import { certificatedOn } from "./teachers.server.ts";
import { teaches } from "./teachers-of.ts";

/** What keeps a session that is over out of claims, by the settings of its day, as the job that settles claims asks. */
async function holdsOfSession(
  tx: Tx,
  { schoolId, id, date }: RecoverySession,
  timeZone: string,
): Promise<string[]> {
  const settings = await readSettingsByDay(tx);
  const which = {
    schoolIds: [schoolId],
    schoolYear: schoolYearOf(date),
    sessionIds: [id],
    settings,
    timeZone,
  };
  const [session] = await readSessionHolds(tx, which);
  return heldSentences(session?.holds ?? []);
}

/** The number of a session in an address, or 0, which no session has. */
export const sessionIdOf = (params: { sessionId?: string }): number =>
  /^[1-9]\d{0,14}$/.test(params.sessionId ?? "") ? Number(params.sessionId) : 0;

/**
 * The page of a session for this reader, with every pupil on it put on record as looked at. A teacher who is not in
 * the office sees only sessions that they lead or have joined.
 * @param from the first of the pupils to book to show, from 1; null where none are asked for
 * @throws Response 404 where there is no such session, or it is not the reader's
 */
export async function loadSession(
  context: Context,
  actor: Actor,
  sessionId: number,
  from: number | null,
): Promise<SessionView> {
  const now = momentIn(context.settings.timeZone, context.clock.now());
  const at = { schoolId: actor.schoolId, sessionId };
  const mayPlan = allows(actor.roles, "recovery:plan");
  const mayBook = allows(actor.roles, "recovery:book");
  const found = await context.door.asActor(actor, async (tx) => {
    const [session, places, presence, coveredThrough, families] = await Promise.all([
      findSession(tx, at.schoolId, sessionId),
      placesOf(tx, at),
      presenceRows(tx, at),
      attestedThrough(tx, at),
      actor.ownSectionsOnly ? null : familyStandings(tx, at.schoolId, [sessionId]),
    ]);
    if (session === null) return null;
    const { timeZone } = context.settings;
    const asksLine = mayBook && stateOf(session, now) === "planned";
    const holding = places.filter(({ step }) => step === "booked" || step === "waiting");
    const [settings, lock, supervision, certificated, troubles, held] = await Promise.all([
      readRecoverySettings(tx, session.date),
      lockOf(tx, session, now.at),
      supervisionOf(tx, session, timeZone),
      mayPlan ? certificatedOn(tx, at.schoolId, session.date) : [],
      troublesOf(tx, at.schoolId, [session], now),
      hasEnded(session, now) ? holdsOfSession(tx, session, timeZone) : [],
    ]);
    return {
      session,
      places,
      presence,
      invitations: families ? invitationsLine(families.get(sessionId) ?? []) : undefined,
      teaching: supervision.teaching,
      settings: supervisedBy(settings, session.purpose),
      lock,
      coveredThrough,
      facts: session.teachers.map(({ id }) => supervision.facts.get(id) ?? unknownTeacher),
      held,
      timeZone,
      certificated,
      inLine: asksLine ? holding.map(({ pupilId }) => pupilId) : [],
      troubles: troubles.get(session.id) ?? [],
    };
  });
  if (found === null) throw beyondScope(context);
  const isTeacher = teaches(found.session, actor.staffId);
  if (actor.ownSectionsOnly && !isTeacher) throw beyondScope(context);
  const may = {
    book: mayBook,
    run: allowsAt(actor.roles, "recovery:run", isTeacher),
    attest: allows(actor.roles, "recovery:attest") && isTeacher,
    correct: allows(actor.roles, "recovery:correct"),
    plan: mayPlan,
    unlock: allows(actor.roles, "recovery:unlock"),
    audit: allows(actor.roles, "recovery:audit"),
  };
  const candidates =
    from !== null && may.book && stateOf(found.session, now) === "planned"
      ? await candidatesFor(context, actor, found.session, now.today)
      : null;
  const first = from ?? 1;
  const standings = await standingsNow(context, actor.schoolId, found.inLine, now.today, found.session.date);
  const shown = [...found.places, ...(candidates?.slice(first - 1, first - 1 + candidatesAtOnce) ?? [])];
  const bars = await context.door.asActor(actor, async (tx) => {
    const ids = shown.map(({ pupilId }) => pupilId);
    await recordView(tx, actor, now.at, "recovery session", ids);
    return barsInLine(tx, found.session, found.inLine, standings, now.today);
  });
  const view = sessionView({ ...found, candidates, line: { standings, bars } }, now, first, may);
  return { ...view, invitations: found.invitations };
}
