import { parseWithZod } from "@conform-to/zod/v4";
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { readUnlockable, unlockRegister } from "#app/attendance/unlock-register.server.ts";
import { isAfter, parseDay } from "#app/calendar/day.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { unlock } from "./unlock.ts";
import { UnlockPage } from "./unlock-page.tsx";

export const meta: MetaFunction = () => [{ title: "Open registers for changes · AP Tool" }];

function addressOf(request: Request, params: { date?: string }) {
  const date = parseDay(params.date ?? "");
  const section = new URL(request.url).searchParams.get("section");
  if (!date.ok || (section !== null && !/^[1-9]\d{0,8}$/.test(section))) return null;
  return { date: date.value, sectionNumber: section === null ? null : Number(section) };
}

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:unlock", params.schoolId);
  const at = addressOf(request, params);
  const found =
    at &&
    (await context.door.asActor(actor, (tx) => readUnlockable(tx, { schoolId: actor.schoolId, ...at })));
  if (!found || !at) throw beyondScope(context);
  const today = context.clock.today();
  const view = {
    date: at.date.toString(),
    section: found.section,
    can: found.taught && !isAfter(at.date, today),
    monthLocked: found.monthLocked,
    today: today.toString(),
    backHref: paths.registers(actor.schoolId, at.date),
  };
  return { frame: frameOf(actor, "registers"), view };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:unlock", params.schoolId);
  const at = addressOf(request, params);
  if (!at) throw beyondScope(context);
  const submission = parseWithZod(await request.formData(), { schema: unlock });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { scope, reason, untilDay, untilTime } = submission.value;
  const sectionNumber = scope === "class" ? at.sectionNumber : null;
  const until = untilDay
    .toZonedDateTime({ timeZone: context.settings.timeZone, plainTime: untilTime })
    .toInstant();
  const done = await context.door.asActor(actor, (tx) =>
    unlockRegister(tx, actor, context.clock, {
      schoolId: actor.schoolId,
      date: at.date,
      sectionNumber,
      until,
      reason,
    }),
  );
  if (done.kind === "unknown") throw beyondScope(context);
  if (done.kind === "refused") return data(submission.reply({ formErrors: [done.reason] }), { status: 422 });
  return redirect(paths.registers(actor.schoolId, at.date));
}

export default function UnlockRoute() {
  const { frame, view } = useLoaderData<typeof loader>();
  return <UnlockPage frame={frame} view={view} reply={useActionData<typeof action>()} />;
}
