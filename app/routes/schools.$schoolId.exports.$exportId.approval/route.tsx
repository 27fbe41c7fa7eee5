import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { exportAddressOf } from "#app/attendance/export-address.ts";
import { takeStep } from "#app/attendance/exports.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { RefusalPage } from "#app/ui/refusal-page.tsx";

export const meta: MetaFunction = () => [{ title: "Not approved · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:export", params.schoolId);
  const at = exportAddressOf(params);
  if (at === null) throw beyondScope(context);
  return { frame: frameOf(actor, "exports"), href: paths.export(at.schoolId, at.exportId) };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:export", params.schoolId);
  const at = exportAddressOf(params);
  if (at === null) throw beyondScope(context);
  const taken = await context.door.asActor(
    actor,
    (tx) => takeStep(tx, actor, context.clock, { ...at, step: "approved" }),
    { again: true },
  );
  if (taken.kind === "unknown") throw beyondScope(context);
  if (taken.kind === "refused") return data({ sentence: taken.sentence }, { status: 409 });
  return redirect(paths.export(at.schoolId, at.exportId));
}

export default function ApprovalRoute() {
  const { frame, href } = useLoaderData<typeof loader>();
  const sentence =
    useActionData<typeof action>()?.sentence ?? "Nothing was approved. Open the export and approve it there.";
  return (
    <RefusalPage
      frame={frame}
      title="Not approved"
      sentence={sentence}
      back={{ label: "Back to the export", href }}
    />
  );
}
