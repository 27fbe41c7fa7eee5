import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import { beyondScope } from "#app/access/require-actor.server.ts";
import { recordView } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { candidatesFor } from "../candidates.server.ts";
import { momentIn } from "../moment.ts";
import { otherYear } from "../other-year.ts";
import type { RecoverySession } from "../session.ts";
import { findSession } from "../sessions.server.ts";
import { addressees } from "./addressees.server.ts";
import { type InvitationsView, invitationsView, type SaidRow } from "./invitations-view.ts";
import { messagesOf } from "./message-rows.server.ts";
import { familyStandings } from "./standings.server.ts";
import { closedTo } from "./take-answer.server.ts";

/**
 * The session of an address, for someone of its office.
 * @throws Response 404 where there is none, or it is not the reader's
 */
export async function sessionForInvitations(
  context: Context,
  actor: Actor,
  sessionId: number,
): Promise<RecoverySession> {
  const session = await context.door.asActor(actor, (tx) => findSession(tx, actor.schoolId, sessionId));
  if (session === null || actor.ownSectionsOnly) throw beyondScope(context);
  return session;
}

/** Who was written to about a session and what they said, and whom to invite next. The look is recorded. */
export async function loadInvitations(
  context: Context,
  actor: Actor,
  sessionId: number,
): Promise<InvitationsView> {
  const session = await sessionForInvitations(context, actor, sessionId);
  const { schoolId } = actor;
  const { timeZone } = context.settings;
  const now = momentIn(timeZone, context.clock.now());
  const open = closedTo(session, now) === null;
  const all = open ? await candidatesFor(context, actor, session, now.today) : [];
  return context.door.asActor(actor, async (tx) => {
    const [messages, standingsOf, said] = await Promise.all([
      messagesOf(tx, schoolId, [sessionId]),
      familyStandings(tx, schoolId, [sessionId]),
      tx.execute<Omit<SaidRow, "at"> & { at: string }>(sql`
        select distinct on (pupil_id) pupil_id as "pupilId", answer, said_by as "saidBy",
          to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
        from recovery_election where school_id = ${schoolId} and session_id = ${sessionId} order by pupil_id, id desc`),
    ]);
    const standings = standingsOf.get(sessionId) ?? [];
    const families = await addressees(
      tx,
      schoolId,
      standings.map(({ pupilId }) => pupilId),
    );
    const view = invitationsView({
      session,
      open,
      mailReady: context.mail !== null,
      messages,
      standings,
      said: said.map((row) => ({ ...row, at: Temporal.Instant.from(row.at) })),
      names: new Map([...families].map(([id, one]) => [id, `${one.firstName} ${one.lastName}`])),
      candidates: all,
      whyNobody: otherYear(session.date, now.today),
      timeZone,
    });
    const shown = [...view.families, ...view.candidates].map(({ pupilId }) => pupilId);
    await recordView(tx, actor, now.at, "recovery invitations", [...new Set(shown)]);
    return view;
  });
}
