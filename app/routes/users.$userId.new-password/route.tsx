import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { startOver } from "#app/access/accounts.server.ts";
import { oneTimePassword } from "#app/access/one-time-password.server.ts";
import { requireOtherUser } from "#app/access/other-user.server.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { showOnce } from "#app/access/shown-once.server.ts";
import { authorOf } from "#app/access/trace.server.ts";
import { paths } from "#app/paths.ts";

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "people:manage", "district");
  const userId = await requireOtherUser(context, actor, params.userId);
  const password = oneTimePassword();
  const passwordHash = await context.passwords.hash(password);
  await context.door.asActor(actor, (tx) =>
    startOver(tx, authorOf(actor), context.clock.now(), userId, passwordHash),
  );
  return redirect(paths.user(userId), {
    headers: { "Set-Cookie": await showOnce(context, actor.userId, [String(userId), password]) },
  });
}
