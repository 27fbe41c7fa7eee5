import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { loadOverview } from "#app/reports/season/overview.server.ts";
import { OverviewPage } from "#app/reports/season/overview-page.tsx";

export const meta: MetaFunction = () => [{ title: "The district's season so far · AP Tool" }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:audit", "district");
  return { frame: frameOf(actor, "schools"), view: await loadOverview(context, actor, actor.schools) };
}

export default function DistrictOverview() {
  const { frame, view } = useLoaderData<typeof loader>();
  return (
    <OverviewPage
      frame={frame}
      view={view}
      links={<a href={paths.districtClaimPacket()}>Claimed days of the district</a>}
    />
  );
}
