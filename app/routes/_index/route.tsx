import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { paths } from "#app/paths.ts";

export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "account:own", "any");
  const [only, ...others] = actor.places;
  throw redirect(only && others.length === 0 ? paths.school(only.id) : paths.schools());
}
