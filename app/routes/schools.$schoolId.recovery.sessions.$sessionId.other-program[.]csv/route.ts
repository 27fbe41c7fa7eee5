import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { takeOtherList } from "#app/recovery/other-list.server.ts";
import { sessionIdOf } from "#app/recovery/session-view.server.ts";
import { fileAnswer } from "#app/ui/file-answer.ts";

/** The attendance list of the program that ran at the same time (AR-ELO-5). */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:run", params.schoolId);
  const { name, text } = await takeOtherList(context, actor, sessionIdOf(params));
  return fileAnswer("csv", name, text);
}
