import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { allows } from "#app/access/permissions.ts";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { recordView } from "#app/access/trace.server.ts";
import { readPupilYear } from "#app/attendance/year.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { pupilIdOf } from "#app/people/pupil-address.ts";
import { PupilPage } from "./pupil-page.tsx";
import { viewOf } from "./view-of.ts";

export const meta: MetaFunction = () => [{ title: "Pupil · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "pupil:read", params.schoolId);
  const pupilId = pupilIdOf(params);
  const today = context.clock.today();
  const found =
    pupilId &&
    (await context.door.asActor(actor, async (tx) => {
      const read = await readPupilYear(tx, { schoolId: actor.schoolId, pupilId }, today);
      if (read) await recordView(tx, actor, context.clock.now(), "pupil", [pupilId]);
      return read;
    }));
  if (!found || !pupilId) throw beyondScope(context);
  const recoveryHref = allows(actor.roles, "recovery:read")
    ? paths.pupilRecovery(actor.schoolId, pupilId)
    : null;
  const view = viewOf(found, { actor, pupilId, today });
  return { frame: frameOf(actor, "pupils"), view: { ...view, recoveryHref } };
}

export default function Pupil() {
  const { frame, view } = useLoaderData<typeof loader>();
  return <PupilPage frame={frame} view={view} />;
}
