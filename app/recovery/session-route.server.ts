import { data, redirect } from "@remix-run/node";
import type { Actor } from "#app/access/actor.ts";
import { authorOf } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { valuesOf } from "./form-reply.ts";
import { momentIn } from "./moment.ts";
import type { SessionForm, SessionReply } from "./session-page.tsx";
import { loadSession, sessionIdOf } from "./session-view.server.ts";

type Asked = { context: Context; params: { sessionId?: string } };

/** What every page of a session is given. @param from the first of the pupils to book to show, from 1 */
export async function sessionPage({ context, params }: Asked, actor: Actor, from = 1) {
  const view = await loadSession(context, actor, sessionIdOf(params), from);
  return { frame: frameOf(actor, "recovery"), view };
}

/**
 * A form of a session as it was sent: where, by whom, when, with what. `leads` is the teacher to whose sessions the
 * author is limited. `refuse` answers with the form and its errors; `done` goes back to the session, to a row of it.
 */
export async function sessionPost(
  { context, params, request }: Asked & { request: Request },
  actor: Actor,
  form: SessionForm,
) {
  const at = { schoolId: actor.schoolId, sessionId: sessionIdOf(params) };
  const values = valuesOf(await request.formData());
  return {
    at,
    values,
    now: momentIn(context.settings.timeZone, context.clock.now()),
    author: { ...authorOf(actor), by: actor.userId },
    leads: actor.ownSectionsOnly ? (actor.staffId ?? -1) : null,
    text: (name: string) => values[name]?.[0]?.trim() ?? "",
    refuse: (errors: Record<string, string>, status = 400) =>
      data<SessionReply>({ form, errors, values }, { status }),
    done: (row?: number) =>
      redirect(`${paths.recoverySession(at.schoolId, at.sessionId)}${row === undefined ? "" : `#p${row}`}`),
  };
}
