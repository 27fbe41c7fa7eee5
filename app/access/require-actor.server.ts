import { redirect } from "@remix-run/node";
import type { Context, RequestContext } from "#app/context.ts";
import { paths } from "#app/paths.ts";
import type { Actor } from "./actor.ts";
import { holdForm } from "./held-form.server.ts";
import { allowing, allows, type Permission, type Role, reachOf } from "./permissions.ts";
import { findSession, type SessionState } from "./session.server.ts";

/** How long before the end of a session its pages say so. */
const warnMinutes = 15;

/**
 * The one guard. Who is asking, and may they do this at this school?
 * @param school the `:schoolId` of the address as text; "any" for pages about oneself, "district" for those that
 *   need a district role or span every school the person works at
 * @throws Response 302 to the sign-in page (a posted form is kept for its owner), 403 without the permission,
 *   404 for a school that is not theirs: the same answer as for one that does not exist
 */
export async function requireActor(
  context: RequestContext,
  request: Request,
  permission: Permission,
  school: string | "any" | "district" | undefined,
): Promise<Actor> {
  if (hasBody(request)) context.rememberForm(request);
  const state = await findSession(context, request);
  if (state === null || !state.live) throw await toSignIn(context, request, state);
  if (state.stage === "password") throw redirect(paths.signInCode(readingAt(request)));
  return actorAt(context, state, permission, school);
}

/** Remix runs an action for every other method. */
const hasBody = ({ method }: Request) => method !== "GET" && method !== "HEAD";

function actorAt(
  context: Context,
  state: SessionState,
  permission: Permission,
  school: string | undefined,
): Actor {
  const district = state.roles.filter((held) => held.schoolId === 0).map((held) => held.role);
  const base = {
    userId: state.userId,
    name: state.name,
    email: state.email,
    sessionHandle: state.handle,
    staffId: state.staffId,
    isDistrict: district.length > 0,
    places: state.places,
    banner: bannerOf(context, state),
  };
  if (school === "any" || school === "district") {
    const roles = school === "any" ? state.roles.map((held) => held.role) : district;
    const own = school === "any" && permission === "account:own";
    if (!own && !allows(roles, permission)) throw refused(context, "permission");
    const schools = state.places.map((place) => place.id);
    return { ...base, schoolId: 0, schools, ...doing(roles, permission) };
  }
  const schoolId = school !== undefined && /^[1-9]\d{0,8}$/.test(school) ? Number(school) : -1;
  const here: Role[] = [
    ...state.roles.filter((held) => held.schoolId === schoolId).map((held) => held.role),
    ...district,
  ];
  if (here.length === 0 || !state.places.some((place) => place.id === schoolId))
    throw refused(context, "scope");
  if (!allows(here, permission)) throw refused(context, "permission");
  return { ...base, schoolId, schools: [schoolId], ...doing(here, permission) };
}

/** The roles with those first that allow it, by which the audit names the author; and how far they reach. */
const doing = (roles: readonly Role[], permission: Permission): Pick<Actor, "roles" | "ownSectionsOnly"> => ({
  roles: [...new Set([...allowing(roles, permission), ...roles])],
  ownSectionsOnly: reachOf(roles, permission) === "own sections",
});

/** A form must not be lost to the absolute end of a session, which no use puts off. */
function bannerOf(context: Context, { endsAt, banner }: SessionState): string | null {
  if (context.clock.now().until(endsAt).total("minutes") >= warnMinutes) return banner;
  const at = endsAt
    .toZonedDateTimeISO(context.settings.timeZone)
    .toLocaleString("en-US", { hour: "numeric", minute: "2-digit" });
  const warning = `You will be signed out at ${at}. Save your work, then sign in again.`;
  return banner ? `${warning} ${banner}` : warning;
}

function refused(context: Context, kind: "permission" | "scope"): Response {
  context.counters.unauthorizedAccess(kind);
  return kind === "permission" ? new Response("You may not do this here.", { status: 403 }) : notFound();
}

/** What is unknown and what is someone else's get this same answer. */
export const notFound = () => new Response("There is no such page.", { status: 404 });

/** Counts a look beyond one's scope, and answers as for something unknown. */
export function beyondScope(context: Context): Response {
  context.counters.unauthorizedAccess("scope");
  return notFound();
}

/** Where someone was going, to be taken there after signing in; null for a form that was posted. */
function readingAt(request: Request): string | null {
  const { pathname, search } = new URL(request.url);
  return request.method === "GET" && pathname !== "/" ? pathname + search : null;
}

async function toSignIn(context: Context, request: Request, before: SessionState | null): Promise<Response> {
  if (request.headers.get("Accept")?.includes("application/json")) {
    return new Response(JSON.stringify({ error: "Your session has ended. Sign in again in another tab." }), {
      status: 401,
      headers: { "Content-Type": "application/json" },
    });
  }
  const posted = hasBody(request);
  const held = posted && before?.stage === "full" ? await holdForm(context, request, before.userId) : null;
  return redirect(
    paths.signIn(held ? paths.heldForm(held) : readingAt(request), posted || before?.stage === "full"),
  );
}
