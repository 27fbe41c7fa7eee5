import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { askForReading } from "#app/aeries/ask-for-reading.server.ts";
import { paths } from "#app/paths.ts";

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const { schoolId } = await requireActor(context, request, "aeries:read", params.schoolId);
  return redirect(paths.aeries(schoolId));
}

/** Has the school read now. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "aeries:sync", params.schoolId);
  const { schoolId } = actor;
  await context.door.asActor(actor, (tx) => askForReading(tx, context, actor, { schoolId, full: false }));
  return redirect(paths.aeries(schoolId));
}
