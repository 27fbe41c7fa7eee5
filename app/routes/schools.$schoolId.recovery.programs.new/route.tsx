import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { numberInAddress } from "#app/access/number-in-address.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { authorOf } from "#app/access/trace.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { type FormReply, summaryOf, valuesOf } from "#app/recovery/form-reply.ts";
import { newProgramStart, previewFor } from "#app/recovery/new-program.server.ts";
import { ProgramFields } from "#app/recovery/program-fields.tsx";
import { readProgram } from "#app/recovery/program-form.ts";
import { createProgram } from "#app/recovery/programs.server.ts";
import { type SeriesRow, SeriesTable, seriesCount } from "#app/recovery/series-table.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Plan a program · AP Tool" }];

/** What the form shows beside its fields: what was sent, and what it would create. */
type Shown = { reply: FormReply | null; dates: SeriesRow[] | null };

/** The empty form, `?copy=` with another program's fields, or `?show=` with what the fields of the address create. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const asked = new URL(request.url).searchParams;
  const start = await newProgramStart(context, actor, asked);
  const page = { frame: frameOf(actor, "recovery"), schoolId: actor.schoolId, ...start };
  if (!asked.has("show")) return { ...page, shown: { reply: null, dates: null } as Shown };
  const shown: Shown = await previewFor(context, actor, asked);
  return data({ ...page, shown }, { status: Object.keys(shown.reply?.errors ?? {}).length > 0 ? 400 : 200 });
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const form = await request.formData();
  const values = valuesOf(form);
  const refuse = (errors: Record<string, string>, dates: SeriesRow[] | null = null) =>
    data<Shown>({ reply: { errors, values }, dates }, { status: 400 });
  const read = readProgram(form);
  if (!read.ok) return refuse(read.errors);
  const copied = numberInAddress(values.copiedFrom?.[0]);
  const created = await context.door.asActor(actor, (tx) =>
    createProgram(
      tx,
      actor.schoolId,
      read.plan,
      { seen: values.seen ?? [], copiedFrom: copied > 0 ? copied : null },
      {
        author: { ...authorOf(actor), by: actor.userId },
        at: context.clock.now(),
        today: context.clock.today(),
      },
    ),
  );
  if (!created.ok)
    return refuse(
      { "": "The dates are no longer as they were shown. Look at them again, then create the sessions." },
      created.dates.map((date) => ({ ...date, date: date.date.toString() })),
    );
  return redirect(paths.recoveryProgram(actor.schoolId, created.id));
}

export default function NewProgram() {
  const { frame, schoolId, start, before, copiedFrom, teachers, ...page } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const { reply, dates } = sent ?? page.shown;
  const meeting = dates?.filter(({ will }) => will === "meet") ?? [];
  return (
    <Page
      frame={frame}
      title={copiedFrom ? "Copy a program" : "Plan a program"}
      lead="A series of sessions under one name. First it shows what it would create, date by date."
      above={
        <>
          <p>
            <a href={paths.recoveryPrograms(schoolId)}>All programs</a>
          </p>
          <ErrorSummary errors={summaryOf(reply)} />
        </>
      }
    >
      {dates && (
        <section className="stack" id="dates">
          <h2>What this creates: {seriesCount(dates)}</h2>
          {meeting.length === 0 && (
            <Notice kind="warn">
              None of these dates can be held. Change the form below and look again.
            </Notice>
          )}
          <SeriesTable dates={dates} />
          {meeting.length > 0 && (
            <form method="post" action={paths.recoveryProgramNew(schoolId)}>
              {Object.entries(reply?.values ?? {})
                .filter(([name]) => name !== "seen" && name !== "show")
                .flatMap(([name, sentValues]) =>
                  sentValues.map((value) => (
                    <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
                  )),
                )}
              {meeting.map(({ date }) => (
                <input key={date} type="hidden" name="seen" value={date} />
              ))}
              <Button>
                {meeting.length === 1 ? "Create the session" : `Create the ${meeting.length} sessions`}
              </Button>
            </form>
          )}
        </section>
      )}
      <form method="get" action={paths.recoveryProgramNew(schoolId)} className="card narrow stack">
        {dates && <h2>Change it</h2>}
        {copiedFrom && <input type="hidden" name="copiedFrom" value={copiedFrom} />}
        <ProgramFields reply={reply} start={start} teachers={teachers} before={before} />
        <div className="row">
          <Button name="show" value="1">
            Show what this creates
          </Button>
          <a href={paths.recoveryPrograms(schoolId)}>Back to the programs</a>
        </div>
      </form>
    </Page>
  );
}
