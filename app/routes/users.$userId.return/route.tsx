import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { readmitUser } from "#app/access/accounts.server.ts";
import { requireOtherUser } from "#app/access/other-user.server.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { authorOf } from "#app/access/trace.server.ts";
import { paths } from "#app/paths.ts";

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "people:manage", "district");
  const userId = await requireOtherUser(context, actor, params.userId);
  await context.door.asActor(actor, (tx) => readmitUser(tx, authorOf(actor), context.clock.now(), userId));
  return redirect(paths.user(userId));
}
