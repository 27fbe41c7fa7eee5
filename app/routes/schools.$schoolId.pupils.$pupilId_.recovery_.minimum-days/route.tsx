import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { pupilIdOf } from "#app/people/pupil-address.ts";
import { type FormReply, summaryOf, valuesOf } from "#app/recovery/form-reply.ts";
import { readMinimumDay } from "#app/recovery/own-minimum-day-form.ts";
import { MinimumDayForm, MinimumDayTable } from "#app/recovery/own-minimum-day-parts.tsx";
import { minimumDayRows } from "#app/recovery/own-minimum-day-view.ts";
import { enterMinimumDay, lookAtMinimumDays } from "#app/recovery/own-minimum-days.server.ts";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Pupil's own minimum day · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "pupil:record", params.schoolId);
  const pupilId = pupilIdOf(params);
  const found =
    pupilId &&
    (await context.door.asActor(actor, (tx) => lookAtMinimumDays(tx, actor, pupilId, context.clock.now())));
  if (!found || !pupilId) throw beyondScope(context);
  return {
    frame: frameOf(actor, "recovery"),
    schoolId: actor.schoolId,
    pupilId,
    name: found.name,
    rows: minimumDayRows(found.entries, context.settings.timeZone),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "pupil:record", params.schoolId);
  const { schoolId } = actor;
  const pupilId = pupilIdOf(params);
  if (pupilId === null) throw beyondScope(context);
  const values = valuesOf(await request.formData());
  const read = readMinimumDay(values, context.clock.today());
  const refuse = (errors: Record<string, string>) => data<FormReply>({ errors, values }, { status: 400 });
  if (!read.ok) return refuse(read.errors);
  const doing = { now: context.clock.now(), jobs: context.jobs };
  const done = await context.door.asActor(actor, (tx) =>
    enterMinimumDay(tx, actor, doing, { schoolId, pupilId }, read.wish),
  );
  if (done === "unknown") throw beyondScope(context);
  if (done === "the same")
    return refuse({ "": "It is so on that day already. Enter another day, or other minutes." });
  return redirect(paths.pupilRecovery(schoolId, pupilId));
}

export default function MinimumDays() {
  const { frame, schoolId, pupilId, name, rows } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <Page
      frame={frame}
      title={`${name}: minimum day of their own`}
      above={
        <>
          <p>
            <a href={paths.pupilRecovery(schoolId, pupilId)}>The pupil's recovery</a>
          </p>
          <ErrorSummary errors={summaryOf(reply)} />
        </>
      }
    >
      <MinimumDayForm schoolId={schoolId} pupilId={pupilId} reply={reply ?? null} />
      {rows.length > 0 && <MinimumDayTable rows={rows} />}
    </Page>
  );
}
