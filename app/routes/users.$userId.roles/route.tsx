import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { grantRole } from "#app/access/accounts.server.ts";
import { requireOtherUser, roleAndPlace } from "#app/access/other-user.server.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { authorOf } from "#app/access/trace.server.ts";
import { paths } from "#app/paths.ts";

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "people:manage", "district");
  const userId = await requireOtherUser(context, actor, params.userId);
  const chosen = roleAndPlace(await request.formData(), actor);
  await context.door.asActor(actor, (tx) =>
    grantRole(tx, authorOf(actor), context.clock.now(), { userId, ...chosen }),
  );
  return redirect(paths.user(userId));
}
