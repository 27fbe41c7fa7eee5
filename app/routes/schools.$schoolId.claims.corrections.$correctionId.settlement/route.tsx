import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { authorOf, recordView } from "#app/access/trace.server.ts";
import { displayDay } from "#app/calendar/day.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { listCorrections, settleCorrection } from "#app/recovery/correction-list.server.ts";
import { type FormReply, fieldFrom, summaryOf, valuesOf } from "#app/recovery/form-reply.ts";
import { Button } from "#app/ui/button.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Choices, TextField } from "#app/ui/field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Settle a correction · AP Tool" }];

const idOf = (params: { correctionId?: string }) =>
  /^[1-9]\d{0,14}$/.test(params.correctionId ?? "") ? Number(params.correctionId) : 0;

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:correct", params.schoolId);
  const found = await context.door.asActor(actor, async (tx) => {
    const [one] = await listCorrections(tx, actor.schoolId, idOf(params));
    if (one)
      await recordView(tx, actor, context.clock.now(), "correction of a certified period", [one.pupilId]);
    return one;
  });
  if (!found) throw beyondScope(context);
  return {
    frame: frameOf(actor, "claims"),
    schoolId: actor.schoolId,
    settled: found.settlement !== null,
    name: found.name,
    absence: displayDay(found.absenceDate),
    period: `${found.period} through ${displayDay(found.through)}`,
    change: found.change === "removed" ? "The day is to be taken back" : "The day is to be added",
    reason: found.reason,
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:correct", params.schoolId);
  const values = valuesOf(await request.formData());
  const outcome = values.outcome?.[0];
  const reason = values.reason?.[0]?.trim() ?? "";
  const errors: Record<string, string> = {};
  if (outcome !== "reported" && outcome !== "not needed")
    errors.outcome = "Choose whether it was reported or needs no report.";
  if (reason === "") errors.reason = "Say how it was reported, or why it needs no report.";
  else if (reason.length > 500) errors.reason = "Say it in 500 characters or fewer.";
  if (Object.keys(errors).length > 0 || (outcome !== "reported" && outcome !== "not needed"))
    return data<FormReply>({ errors, values }, { status: 400 });
  const settled = await context.door.asActor(actor, async (tx) => {
    const [correction] = await listCorrections(tx, actor.schoolId, idOf(params));
    if (!correction) throw beyondScope(context);
    const author = { ...authorOf(actor), by: actor.userId };
    const at = { schoolId: actor.schoolId, correction };
    return settleCorrection(tx, at, { outcome, reason }, { author, at: context.clock.now() });
  });
  if (!settled)
    return data<FormReply>(
      {
        errors: { "": "Someone has settled this correction already. Go back to the list to see how." },
        values,
      },
      { status: 409 },
    );
  return redirect(paths.claimCorrections(actor.schoolId));
}

export default function Settlement() {
  const { frame, schoolId, settled, name, absence, period, change, reason } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <Page
      frame={frame}
      title="Settle a correction"
      above={
        <>
          <p>
            <a href={paths.claimCorrections(schoolId)}>All corrections</a>
          </p>
          <ErrorSummary errors={summaryOf(reply)} />
        </>
      }
    >
      <DefinitionList
        facts={[
          { term: "Pupil", is: name },
          { term: "Absence", is: absence },
          { term: "Certified period", is: period },
          { term: "Correction", is: change },
          { term: "Why", is: reason },
        ]}
      />
      {settled ? (
        <Notice>This correction is settled.</Notice>
      ) : (
        <form method="post" className="card narrow stack">
          <Choices
            field={fieldFrom(reply, "outcome")}
            label="What was done about it"
            choices={[
              { value: "reported", label: "It was reported to the county or the state" },
              { value: "not needed", label: "It needs no report" },
            ]}
          />
          <TextField
            field={fieldFrom(reply, "reason", undefined, { required: true, maxLength: 500 })}
            label="How it was reported, or why it needs no report"
          />
          <Button>Settle the correction</Button>
        </form>
      )}
    </Page>
  );
}
