import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { endSession } from "#app/access/session.server.ts";
import { paths } from "#app/paths.ts";

export const loader = () => redirect(paths.home());

export async function action({ context, request }: ActionFunctionArgs) {
  return redirect(paths.signIn(), { headers: { "Set-Cookie": await endSession(context, request) } });
}
