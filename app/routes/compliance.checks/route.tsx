import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { askForChecks } from "#app/compliance/ask-for-checks.server.ts";
import { paths } from "#app/paths.ts";

export async function loader({ context, request }: LoaderFunctionArgs) {
  await requireActor(context, request, "compliance:read", "district");
  return redirect(paths.compliance());
}

/** Has everything checked now. */
export async function action({ context, request }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "compliance:read", "district");
  await context.door.asActor(actor, (tx) => askForChecks(tx, context, actor));
  return redirect(paths.compliance(true));
}
