import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { classTitle } from "#app/attendance/missing-pupil.server.ts";
import { addressOf } from "#app/attendance/register-address.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { answer } from "./answer.server.ts";
import { MissingPupilPage } from "./missing-pupil-page.tsx";

export const meta: MetaFunction = () => [{ title: "A pupil is missing from the list · AP Tool" }];

const registerOf = (request: Request, params: Record<string, string | undefined>) =>
  addressOf({ ...params, period: new URL(request.url).searchParams.get("period") ?? undefined });

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:read", params.schoolId);
  const at = registerOf(request, params);
  const title = at && (await context.door.asActor(actor, (tx) => classTitle(tx, at)));
  if (!title || !at) throw beyondScope(context);
  const typed = new URL(request.url).searchParams.get("q") ?? "";
  const register = { schoolId: at.schoolId, date: at.date, section: at.sectionNumber, period: at.period };
  const view = {
    title,
    date: at.date.toString(),
    isTeacher: actor.ownSectionsOnly,
    action: paths.registerMissingPupil(register),
    backHref: paths.register(register),
    answered: /^\d{1,9}$/.test(typed) ? await answer(context, actor, at, typed) : null,
  };
  return { frame: frameOf(actor, "registers"), view };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:read", params.schoolId);
  const at = registerOf(request, params);
  if (!at) throw beyondScope(context);
  const typed = (await request.formData()).get("q");
  const answered = await answer(context, actor, at, typeof typed === "string" ? typed.slice(0, 80) : "");
  if (answered === null) throw beyondScope(context);
  return data(answered, { status: answered.mistake === null ? 200 : 400 });
}

export default function MissingPupil() {
  const { frame, view } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>() ?? view.answered;
  return <MissingPupilPage frame={frame} view={view} answered={answered} />;
}
