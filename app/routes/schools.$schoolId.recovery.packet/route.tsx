import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { PacketPage } from "#app/reports/packet/packet-page.tsx";
import { loadPacketView } from "#app/reports/packet/packet-view.server.ts";

export const meta: MetaFunction = () => [{ title: "Claimed days · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:audit", params.schoolId);
  const given = new URL(request.url).searchParams;
  const view = await loadPacketView(context, actor, [actor.schoolId], given);
  return { frame: frameOf(actor, "recovery"), schoolId: actor.schoolId, view };
}

export default function ClaimedDays() {
  const { frame, schoolId, view } = useLoaderData<typeof loader>();
  const at = {
    page: (search: string) => paths.claimPacket(schoolId, search),
    file: (search: string) => paths.claimPacketFile(schoolId, search),
  };
  return <PacketPage frame={frame} view={view} at={at} />;
}
