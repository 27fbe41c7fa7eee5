import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { allows } from "#app/access/permissions.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { readSyncStatus } from "#app/aeries/sync-status.server.ts";
import { lagOf, resourceLabel, spanInWords } from "#app/aeries/sync-status.ts";
import { frameOf } from "#app/frame.ts";
import { nextStart } from "#app/jobs/next-start.ts";
import { paths } from "#app/paths.ts";
import { liveOf, refreshing } from "#app/ui/live.tsx";
import { writtenMoment } from "#app/ui/written-moment.ts";
import { AeriesPage, everySeconds } from "./aeries-page.tsx";

export const meta: MetaFunction = () => [{ title: "From Aeries · AP Tool" }];

/** A page that waits for a run draws itself again, until its reader stops it. */
export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "aeries:read", params.schoolId);
  const { schoolId } = actor;
  const { timeZone } = context.settings;
  const now = context.clock.now();
  const status = await context.door.asActor(actor, (tx) => readSyncStatus(tx, schoolId, now));
  const lag = lagOf(status, now);
  const next = nextStart("sync-district", now, timeZone);
  const waits =
    status.underWay || status.askedAt !== null ? liveOf(request.url, paths.aeries(schoolId)) : null;
  const view = {
    connected: context.aeries !== null,
    waits,
    underWay: status.underWay,
    lag: lag && spanInWords(lag),
    next: next && writtenMoment(next, timeZone),
    waitingRows: status.waitingRows,
    notTakenHere: status.notTakenHere,
    readAction: allows(actor.roles, "aeries:sync") ? paths.aeriesRuns(schoolId) : null,
    quarantineHref: paths.aeriesQuarantine(schoolId),
    codesHref: paths.aeriesCodes(schoolId),
    resources: status.resources.map((one) => ({
      name: resourceLabel(one.resource),
      state: one.outcome ?? (status.underWay ? ("reading" as const) : ("interrupted" as const)),
      at: writtenMoment(one.startedAt, timeZone),
      lastOk: one.lastOkAt && writtenMoment(one.lastOkAt, timeZone),
      read: one.counts.read ?? 0,
      changed: (one.counts.appeared ?? 0) + (one.counts.changed ?? 0) + (one.counts.vanished ?? 0),
      held: one.counts.quarantined ?? 0,
      message: one.message,
    })),
  };
  return data({ frame: frameOf(actor, "aeries"), view }, { headers: refreshing(waits, everySeconds) });
}

export type AeriesView = Awaited<ReturnType<typeof loader>>["data"]["view"];

export default function AeriesRoute() {
  const { frame, view } = useLoaderData<typeof loader>();
  return <AeriesPage frame={frame} view={view} />;
}
