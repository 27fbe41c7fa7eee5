import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { paths } from "#app/paths.ts";
import { sessionForInvitations } from "#app/recovery/families/load-invitations.server.ts";
import { printLetters } from "#app/recovery/families/print-letters.server.ts";
import { sessionIdOf } from "#app/recovery/session-view.server.ts";
import { fileAnswer } from "#app/ui/file-answer.ts";

/** Only printing has this address; who comes to look is sent to the page with the button. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:book", params.schoolId);
  return redirect(paths.recoveryInvitations(actor.schoolId, sessionIdOf(params)));
}

/** The letters as a PDF. A post, because it puts them on record as printed. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:book", params.schoolId);
  const session = await sessionForInvitations(context, actor, sessionIdOf(params));
  const which = (await request.formData()).get("which") === "all" ? "all" : "new";
  const pdf = await printLetters(context, actor, [session.id], which);
  if (pdf === null) return redirect(paths.recoveryInvitations(actor.schoolId, session.id));
  return fileAnswer("pdf", `letters-${session.date}-session-${session.id}.pdf`, pdf);
}
