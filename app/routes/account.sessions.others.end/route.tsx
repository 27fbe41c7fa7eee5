import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { endSessions } from "#app/access/session-list.server.ts";
import { paths } from "#app/paths.ts";

export async function action({ context, request }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "account:own", "any");
  await context.door.asActor(actor, (tx) =>
    endSessions(tx, actor.userId, context.clock.now(), actor.sessionHandle),
  );
  return redirect(paths.account());
}
