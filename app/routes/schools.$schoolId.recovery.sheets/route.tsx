import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { valuesOf } from "#app/recovery/form-reply.ts";
import { saveAttendance } from "#app/recovery/save-attendance.server.ts";
import { SheetErrors, SheetForm } from "#app/recovery/sheet-form.tsx";
import { SheetQuestion } from "#app/recovery/sheet-question.tsx";
import { noSheet, readPostedSheet, refusedSheet, type SheetReply } from "#app/recovery/sheet-reply.ts";
import { TextField } from "#app/ui/field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/page.tsx";
import { writtenMoment } from "#app/ui/written-moment.ts";

export const meta: MetaFunction = () => [{ title: "A sheet of times · AP Tool" }];

const longestSaid = 200;

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:book", params.schoolId);
  return { frame: frameOf(actor, "recovery"), schoolId: actor.schoolId };
}

/** Takes over the times of a sheet, all rows or none. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:book", params.schoolId);
  const form = await request.formData();
  const values = valuesOf(form);
  const refuse = (reply: SheetReply) => data({ reply, done: null, asks: null }, { status: 400 });
  const sheet = await readPostedSheet(form);
  if ("problem" in sheet) return refuse(noSheet(sheet.problem, values));
  const saidBy = (values.saidBy?.[0] ?? "").trim().slice(0, longestSaid);
  const said = { saidBy: [saidBy] };
  const saved = await saveAttendance(context, actor, sheet, { by: saidBy, seen: values.seen ?? [] });
  if (saved.kind === "refused") return refuse(refusedSheet(sheet, saved.errors, said));
  if (saved.kind === "known") {
    const when = writtenMoment(saved.at, context.settings.timeZone);
    const problem = `This sheet was taken over on ${when}, as ${saved.fileName}. Nothing was changed.`;
    return refuse(noSheet(problem, said));
  }
  if (saved.kind === "asks")
    return {
      reply: null,
      done: null,
      asks: { consequences: saved.consequences, saidBy, ...refusedSheet(sheet, [], said) },
    };
  return { reply: null, done: { stays: saved.stays, sessions: saved.sessions }, asks: null };
}

export default function Sheets() {
  const { frame, schoolId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const reply = answer?.reply;
  return (
    <Page
      frame={frame}
      title="Take over a sheet of times"
      lead="Times in and out of recovery sessions, from another check-in system or a spreadsheet. All rows are taken over or none."
      above={
        <>
          <p>
            <a href={paths.recovery(schoolId)}>Recovery</a>
          </p>
          <SheetErrors reply={reply} />
          {answer?.done && (
            <Notice kind="good">
              <p>{`Taken over: ${answer.done.stays} rows in ${answer.done.sessions} sessions. Each teacher still attests to the times.`}</p>
            </Notice>
          )}
        </>
      }
    >
      {answer?.asks && <SheetQuestion action={paths.recoverySheets(schoolId)} asks={answer.asks} />}
      <SheetForm
        action={paths.recoverySheets(schoolId)}
        reply={reply}
        hint="CSV with the columns Student number or Student ID, Date, In, Out, and Session (number or start) where a day has several."
        button="Take over the times"
      >
        <TextField
          label="How families said yes, where no answer is on record"
          hint="Recovery is voluntary. Leave it empty where they have not been asked: those rows then come back."
          field={{ id: "saidBy", name: "saidBy", value: reply?.values.saidBy?.[0], maxLength: longestSaid }}
        />
      </SheetForm>
    </Page>
  );
}
