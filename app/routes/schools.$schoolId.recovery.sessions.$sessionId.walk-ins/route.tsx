import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { sessionPage, sessionPost } from "#app/recovery/session-route.server.ts";
import { takeWalkIn } from "#app/recovery/walk-in.server.ts";

export { SessionRoute as default, sessionMeta as meta } from "#app/recovery/session-route.tsx";

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return sessionPage({ context, params }, actor);
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:run", params.schoolId);
  const { at, text, now, refuse, done } = await sessionPost({ context, request, params }, actor, "walk-ins");
  const errors: Record<string, string> = {};
  const studentNumber = Number(text("studentNumber") || Number.NaN);
  const saidBy = text("walkInSaidBy");
  if (!Number.isInteger(studentNumber) || studentNumber < 1 || studentNumber > 2_000_000_000)
    errors.studentNumber = "Enter the student number, digits only.";
  if (saidBy === "" || saidBy.length > 200)
    errors.walkInSaidBy = "Enter who of the family said yes, and how, within 200 letters.";
  if (Object.keys(errors).length > 0) return refuse(errors);
  const refusal = await takeWalkIn(context, actor, at.sessionId, { studentNumber, saidBy }, now);
  return refusal === null ? done() : refuse({ studentNumber: refusal });
}
