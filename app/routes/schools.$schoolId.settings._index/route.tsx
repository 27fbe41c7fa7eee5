import { parseWithZod } from "@conform-to/zod/v4";
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { schoolName } from "#app/access/actor.ts";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { moveRegisters, readRegisterHome } from "#app/attendance/register-home.server.ts";
import { dayOf, timeOfDay } from "#app/calendar/time-of-day.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { writtenDay } from "#app/ui/written-day.ts";
import { registerHome } from "./register-home.ts";
import { SettingsPage } from "./settings-page.tsx";

export const meta: MetaFunction = () => [{ title: "Settings · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "settings:change", params.schoolId);
  const found = await context.door.asActor(actor, (tx) => readRegisterHome(tx, actor.schoolId));
  if (!found) throw beyondScope(context);
  const { timeZone } = context.settings;
  const changes = found.changes.map((change) => ({
    key: change.at.toString(),
    when: `${writtenDay(dayOf(change.at, timeZone))}, ${timeOfDay(change.at, timeZone)}`,
    home: change.home === "here" ? "Here" : "Aeries",
    by: change.by,
    reason: change.reason,
  }));
  const view = {
    school: schoolName(actor),
    home: found.home,
    notTakenHere: found.notTakenHere,
    changes,
    recoveryHref: paths.recoverySettings(actor.schoolId),
    rulesHref: paths.ruleSettings(actor.schoolId),
  };
  return { frame: frameOf(actor, "settings"), view };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "settings:change", params.schoolId);
  const submission = parseWithZod(await request.formData(), { schema: registerHome });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const refusal = await context.door.asActor(actor, (tx) =>
    moveRegisters(tx, actor, context.clock.now(), submission.value),
  );
  if (refusal === null) return redirect(paths.settings(actor.schoolId));
  return data(submission.reply({ fieldErrors: { home: [refusal] } }), { status: 422 });
}

export default function Settings() {
  const { frame, view } = useLoaderData<typeof loader>();
  return <SettingsPage frame={frame} view={view} reply={useActionData<typeof action>()} />;
}
