import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { authorOf } from "#app/access/trace.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { type FormReply, valuesOf } from "#app/recovery/form-reply.ts";
import { momentIn } from "#app/recovery/moment.ts";
import { cancelRest } from "#app/recovery/program-cancellation.server.ts";
import { ProgramPage } from "#app/recovery/program-page.tsx";
import { loadProgram, programIdOf } from "#app/recovery/program-view.server.ts";

export const meta: MetaFunction = () => [{ title: "Recovery program · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return {
    frame: frameOf(actor, "recovery"),
    view: await loadProgram(context, actor, programIdOf(params)),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const at = { schoolId: actor.schoolId, programId: programIdOf(params) };
  const values = valuesOf(await request.formData());
  const refuse = (errors: Record<string, string>) => data<FormReply>({ errors, values }, { status: 400 });
  const reason = values.cancelReason?.[0]?.trim() ?? "";
  if (reason === "" || reason.length > 300)
    return refuse({ cancelReason: "Say why the rest is cancelled, within 300 letters." });
  const now = momentIn(context.settings.timeZone, context.clock.now());
  const count = await context.door.asActor(actor, (tx) =>
    cancelRest(tx, at, reason, {
      author: { ...authorOf(actor), by: actor.userId },
      at: now.at,
      today: now.today,
      now,
      jobs: context.jobs,
    }),
  );
  if (count === null) throw beyondScope(context);
  if (count === 0) return refuse({ "": "No session of this program is still to come." });
  return redirect(paths.recoveryProgram(at.schoolId, at.programId));
}

export default function Page() {
  return <ProgramPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
