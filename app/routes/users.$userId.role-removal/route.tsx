import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { removeRole } from "#app/access/accounts.server.ts";
import { heldRole, requireOtherUser } from "#app/access/other-user.server.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { authorOf } from "#app/access/trace.server.ts";
import { paths } from "#app/paths.ts";

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "people:manage", "district");
  const userId = await requireOtherUser(context, actor, params.userId);
  const chosen = heldRole(await request.formData());
  // The entry goes on the record of the role's school, which may have been closed since.
  const reaching = { ...actor, schools: [...actor.schools, chosen.schoolId] };
  await context.door.asActor(reaching, (tx) =>
    removeRole(tx, authorOf(actor), context.clock.now(), { userId, ...chosen }),
  );
  return redirect(paths.user(userId));
}
