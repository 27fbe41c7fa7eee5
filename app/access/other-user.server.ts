import type { RequestContext } from "#app/context.ts";
import type { Actor } from "./actor.ts";
import { numberInAddress } from "./number-in-address.ts";
import type { Role } from "./permissions.ts";
import { notFound } from "./require-actor.server.ts";
import { mayBeHeldAt, roleOf } from "./role-place.ts";
import { listUsers } from "./user-list.server.ts";

/**
 * The person an administrator acts on.
 * @throws Response 404 for nobody, 403 for oneself: the last administrator must not shut themselves out
 */
export async function requireOtherUser(
  context: RequestContext,
  actor: Actor,
  text: string | undefined,
): Promise<number> {
  const id = numberInAddress(text);
  if (id === actor.userId)
    throw new Response("Ask another administrator to do this for you.", { status: 403 });
  const found = await context.door.asActor(actor, (tx) => listUsers(tx, id));
  if (found.length === 0) throw notFound();
  return id;
}

/**
 * A role and where it is held, from a form.
 * @throws Response 400 for a role that cannot be held there
 */
export function roleAndPlace(form: FormData, actor: Actor): { role: Role; schoolId: number } {
  const role = roleOf(form.get("role"));
  const place = String(form.get("schoolId") ?? "");
  const schoolId = /^\d{1,9}$/.test(place) ? Number(place) : -1;
  const known = schoolId === 0 || actor.places.some(({ id }) => id === schoolId);
  if (role === null || !known || !mayBeHeldAt(role, schoolId)) {
    throw new Response("That role cannot be held there.", { status: 400 });
  }
  return { role, schoolId };
}
