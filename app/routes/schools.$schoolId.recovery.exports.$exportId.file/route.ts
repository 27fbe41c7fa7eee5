import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { answerWithFile } from "#app/attendance/export-post.server.ts";
import { recoveryDesk } from "#app/recovery/recovery-desk.server.ts";

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:export", params.schoolId);
  return answerWithFile(context, actor, params, recoveryDesk, request);
}
