import type { Actor } from "#app/access/actor.ts";
import { authorOf } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { candidatesFor } from "../candidates.server.ts";
import type { Moment } from "../moment.ts";
import type { RecoverySession } from "../session.ts";
import { lockSession } from "../sessions.server.ts";
import { familyStandings } from "./standings.server.ts";
import { closedTo } from "./take-answer.server.ts";
import { writeMessages } from "./write-messages.server.ts";

/** Whom to invite: the ticked pupils, and the first so many of the ranking who are not invited yet. */
export type Invited = { pupilIds: readonly number[]; first: number };

/**
 * Invites families to a session: puts one invitation a family on record and has it sent. Who is invited already, has
 * a place or said no is left out, so that a form sent twice invites nobody twice.
 * @returns how many e-mails and letters were put on record, or why the session takes no invitations
 */
export async function inviteFamilies(
  context: Context,
  actor: Actor,
  session: RecoverySession,
  { pupilIds, first }: Invited,
  now: Moment,
): Promise<{ emails: number; letters: number } | "unknown" | "cancelled" | "begun"> {
  const ranked = await candidatesFor(context, actor, session, now.today);
  return context.door.asActor(actor, async (tx) => {
    const closed = closedTo(await lockSession(tx, actor.schoolId, session.id), now);
    if (closed !== null) return closed;
    const known = (await familyStandings(tx, actor.schoolId, [session.id])).get(session.id) ?? [];
    const past = new Set(
      known
        .filter(
          ({ written, place, answer }) => written.invitation || place?.step === "declined" || answer === "no",
        )
        .map(({ pupilId }) => pupilId),
    );
    const top = ranked.filter(({ pupilId }) => !past.has(pupilId)).slice(0, first);
    // The page they were ticked on may be old: who cannot recover a day any more is left out too.
    const may = new Set(
      [...ranked, ...known.filter(({ place }) => place !== null)].map(({ pupilId }) => pupilId),
    );
    const ticked = pupilIds.filter((id) => may.has(id) && !past.has(id));
    const chosen = new Set([...ticked, ...top.map(({ pupilId }) => pupilId)]);
    const written = await writeMessages(
      tx,
      context,
      { schoolId: actor.schoolId, sessionId: session.id, kind: "invitation" },
      [...chosen],
      { author: authorOf(actor), at: now.at },
    );
    if (written.emails > 0) await context.jobs.enqueue(tx, "write-to-families", { schoolId: actor.schoolId });
    return written;
  });
}
