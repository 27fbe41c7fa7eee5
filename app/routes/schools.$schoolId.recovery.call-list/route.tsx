import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { loadCallList } from "#app/reports/season/call-list.server.ts";
import { CallListPage, callsAtOnce } from "#app/reports/season/call-list-page.tsx";

export const meta: MetaFunction = () => [{ title: "Whom to call about recovery · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:book", params.schoolId);
  const page = Math.max(1, Math.floor(Number(new URL(request.url).searchParams.get("page")) || 1));
  const list = await loadCallList(context, actor, {
    from: (page - 1) * callsAtOnce + 1,
    most: callsAtOnce,
    asFile: false,
  });
  return { frame: frameOf(actor, "recovery"), schoolId: actor.schoolId, page, ...list };
}

export default function CallList() {
  return <CallListPage {...useLoaderData<typeof loader>()} />;
}
