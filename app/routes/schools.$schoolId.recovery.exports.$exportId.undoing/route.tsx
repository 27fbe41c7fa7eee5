import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { exportAt } from "#app/attendance/export-post.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { proposeReverse } from "#app/recovery/recovery-exports.server.ts";
import { RefusalPage } from "#app/ui/refusal-page.tsx";

export const meta: MetaFunction = () => [{ title: "No reverse file · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:export", params.schoolId);
  const at = exportAt(context, params);
  return { frame: frameOf(actor, "recovery"), href: paths.recoveryExports.one(at.schoolId, at.exportId) };
}

/** Proposes the export that takes this one back, and goes to it. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:export", params.schoolId);
  const at = exportAt(context, params);
  const proposed = await context.door.asActor(actor, (tx) => proposeReverse(tx, actor, context.clock, at), {
    again: true,
  });
  if (proposed.kind === "unknown") throw beyondScope(context);
  if (proposed.kind === "refused") return data({ sentence: proposed.sentence }, { status: 409 });
  return redirect(paths.recoveryExports.one(at.schoolId, proposed.exportId));
}

export default function NoReverse() {
  const { frame, href } = useLoaderData<typeof loader>();
  const sentence =
    useActionData<typeof action>()?.sentence ?? "Nothing was proposed. Open the export and propose it there.";
  const back = { label: "Back to the export", href };
  return <RefusalPage frame={frame} title="No reverse file" sentence={sentence} back={back} />;
}
