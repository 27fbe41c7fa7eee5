import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { SessionPage } from "#app/recovery/session-page.tsx";
import { loadSession, sessionIdOf } from "#app/recovery/session-view.server.ts";

export const meta: MetaFunction = () => [{ title: "Recovery session · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const from = Number(new URL(request.url).searchParams.get("from"));
  const first = Number.isInteger(from) && from > 0 ? from : 1;
  const view = await loadSession(context, actor, sessionIdOf(params), first);
  return { frame: frameOf(actor, "recovery"), view };
}

export default function Session() {
  return <SessionPage {...useLoaderData<typeof loader>()} />;
}
