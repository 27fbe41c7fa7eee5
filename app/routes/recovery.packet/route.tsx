import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { PacketPage } from "#app/reports/packet/packet-page.tsx";
import { loadPacketView } from "#app/reports/packet/packet-view.server.ts";

export const meta: MetaFunction = () => [{ title: "Claimed days of the district · AP Tool" }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:audit", "district");
  const given = new URL(request.url).searchParams;
  return {
    frame: frameOf(actor, "schools"),
    view: await loadPacketView(context, actor, actor.schools, given),
  };
}

const at = { page: paths.districtClaimPacket, file: paths.districtClaimPacketFile };

export default function DistrictClaimedDays() {
  const { frame, view } = useLoaderData<typeof loader>();
  return <PacketPage frame={frame} view={view} at={at} />;
}
