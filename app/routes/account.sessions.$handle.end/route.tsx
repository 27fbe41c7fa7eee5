import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { notFound, requireActor } from "#app/access/require-actor.server.ts";
import { endSessionByHandle } from "#app/access/session-list.server.ts";
import { paths } from "#app/paths.ts";

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "account:own", "any");
  const ended = await context.door.asActor(actor, (tx) =>
    endSessionByHandle(tx, actor.userId, params.handle ?? "", context.clock.now()),
  );
  if (!ended) throw notFound();
  return redirect(paths.account());
}
