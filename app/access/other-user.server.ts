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
  const held = heldRole(form);
  const known = held.schoolId === 0 || actor.places.some(({ id }) => id === held.schoolId);
  if (!known || !mayBeHeldAt(held.role, held.schoolId)) throw cannotBeHeld();
  return held;
}

/**
 * The same of a role that is to be taken away: also one at a school that Aeries has closed.
 * @throws Response 400 for what is no role
 */
export function heldRole(form: FormData): { role: Role; schoolId: number } {
  const role = roleOf(form.get("role"));
  const place = String(form.get("schoolId") ?? "");
  if (role === null || !/^\d{1,9}$/.test(place)) throw cannotBeHeld();
  return { role, schoolId: Number(place) };
}

const cannotBeHeld = () => new Response("That role cannot be held there.", { status: 400 });
