import type { Actor } from "#app/access/actor.ts";
import { beyondScope } from "#app/access/require-actor.server.ts";
import { displayTime } from "#app/calendar/bell.ts";
import type { Context } from "#app/context.ts";
import { frameOf } from "#app/frame.ts";
import { writtenMoment } from "#app/ui/written-moment.ts";
import { loadSession, sessionIdOf } from "./session-view.server.ts";
import { stayHistory } from "./stay-history.server.ts";
import type { StaysView } from "./stays-page.tsx";

export const pupilIdOf = (params: { pupilId?: string }): number =>
  /^[1-9]\d{0,8}$/.test(params.pupilId ?? "") ? Number(params.pupilId) : 0;

/** The page of one pupil's times in a session. @throws Response 404 where the pupil has no part in it */
export async function staysPage(
  context: Context,
  actor: Actor,
  params: { sessionId?: string; pupilId?: string },
) {
  const session = await loadSession(context, actor, sessionIdOf(params), null);
  const row = session.roster.find(({ pupilId }) => pupilId === pupilIdOf(params));
  if (row === undefined) throw beyondScope(context);
  const at = { schoolId: actor.schoolId, sessionId: session.sessionId };
  const entries = await context.door.asActor(actor, (tx) => stayHistory(tx, at, row.pupilId));
  const time = (minute: number | null) => (minute === null ? "none" : displayTime(minute));
  const { schoolId, sessionId, times, subject, lock, rights } = session;
  const view: StaysView = {
    session: { schoolId, sessionId, times, subject, lock, rights },
    row,
    history: entries.map((entry, index) => ({
      key: String(index),
      times:
        entry.inAt === null && entry.outAt === null
          ? `Coming ${entry.stay} taken back`
          : `In ${time(entry.inAt)}, out ${time(entry.outAt)}`,
      who: `${entry.by}, ${writtenMoment(entry.at, context.settings.timeZone)}`,
      reason: entry.reason ?? "–",
    })),
  };
  return { frame: frameOf(actor, "recovery"), view };
}
