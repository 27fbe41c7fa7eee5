import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { exportAt, postedStep } from "#app/attendance/export-post.server.ts";
import { frameOf } from "#app/frame.ts";
import { recoveryDesk } from "#app/recovery/recovery-desk.server.ts";
import { RefusalPage } from "#app/ui/refusal-page.tsx";

export const meta: MetaFunction = () => [{ title: "Not approved · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:export", params.schoolId);
  const at = exportAt(context, params);
  return { frame: frameOf(actor, "recovery"), href: recoveryDesk.paths.one(at.schoolId, at.exportId) };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:export", params.schoolId);
  return postedStep(context, actor, params, recoveryDesk, "approved");
}

export default function StepRefused() {
  const { frame, href } = useLoaderData<typeof loader>();
  const sentence =
    useActionData<typeof action>()?.sentence ?? "Nothing was approved. Open the export and approve it there.";
  const back = { label: "Back to the export", href };
  return <RefusalPage frame={frame} title="Not approved" sentence={sentence} back={back} />;
}
