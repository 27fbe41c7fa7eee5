import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { paths } from "#app/paths.ts";
import { mostSessions, sessionsIn } from "#app/recovery/families/invite-many.server.ts";
import { printLetters } from "#app/recovery/families/print-letters.server.ts";
import { valuesOf } from "#app/recovery/form-reply.ts";
import { fileAnswer } from "#app/ui/file-answer.ts";

/** Only printing has this address; who comes to look is sent to the page with the button. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:book", params.schoolId);
  return redirect(paths.recoveryInviteMany(actor.schoolId));
}

/** The letters about several sessions as one PDF. A post, because it puts them on record as printed. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:book", params.schoolId);
  const values = valuesOf(await request.formData());
  const sessionIds = sessionsIn(values.session ?? []).slice(0, mostSessions);
  const which = values.which?.[0] === "all" ? "all" : "new";
  const pdf = await printLetters(context, actor, sessionIds, which);
  if (pdf === null) return redirect(paths.recoveryInviteMany(actor.schoolId, sessionIds));
  return fileAnswer("pdf", `letters-${context.clock.today()}.pdf`, pdf);
}
