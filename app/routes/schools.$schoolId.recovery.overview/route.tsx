import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { allows } from "#app/access/permissions.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { loadOverview } from "#app/reports/season/overview.server.ts";
import { OverviewPage } from "#app/reports/season/overview-page.tsx";

export const meta: MetaFunction = () => [{ title: "The season so far · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:audit", params.schoolId);
  return {
    frame: frameOf(actor, "recovery"),
    schoolId: actor.schoolId,
    mayCall: allows(actor.roles, "recovery:book"),
    view: await loadOverview(context, actor, [actor.schoolId]),
  };
}

export default function Overview() {
  const { frame, schoolId, mayCall, view } = useLoaderData<typeof loader>();
  const links = (
    <>
      <a href={paths.recovery(schoolId)}>Sessions</a>
      <a href={paths.claimPacket(schoolId)}>Claimed days</a>
      {mayCall && <a href={paths.callList(schoolId)}>Whom to call</a>}
    </>
  );
  return <OverviewPage frame={frame} view={view} links={links} />;
}
