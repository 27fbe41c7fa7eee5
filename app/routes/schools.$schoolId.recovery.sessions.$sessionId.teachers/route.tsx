import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { standingsInLine } from "#app/recovery/line-standings.server.ts";
import { sessionPage, sessionPost } from "#app/recovery/session-route.server.ts";
import { joinSession, leaveSession } from "#app/recovery/session-teachers.server.ts";

export { SessionRoute as default, sessionMeta as meta } from "#app/recovery/session-route.tsx";

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return sessionPage({ context, params }, actor);
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const sent = await sessionPost({ context, request, params }, actor, "teachers");
  const { at, text, author, now, refuse, done } = sent;
  const step = text("teacherStep");
  const teacherId = Number(text("joinsOrLeaves"));
  const reason = text("teacherReason");
  if (step !== "joined" && step !== "left")
    return refuse({ teacherStep: "Choose whether a teacher joins or leaves." });
  if (!Number.isInteger(teacherId) || teacherId < 1 || teacherId > 999_999_999)
    return refuse({ joinsOrLeaves: "Choose the teacher." });
  if (step === "left" && (reason === "" || reason.length > 300))
    return refuse({ teacherReason: "Say why the teacher leaves, within 300 letters." });
  const standings = await standingsInLine(context, at, now.today);
  const refusal = await context.door.asActor(actor, (tx) =>
    step === "joined"
      ? joinSession(tx, at, teacherId, { author, now, standings })
      : leaveSession(tx, at, teacherId, reason, { author, now }),
  );
  if (refusal === "unknown") throw beyondScope(context);
  return refusal === null ? done() : refuse({ joinsOrLeaves: refusal });
}
