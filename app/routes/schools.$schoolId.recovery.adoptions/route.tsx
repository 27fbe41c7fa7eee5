import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { allows } from "#app/access/permissions.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { authorOf } from "#app/access/trace.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { readAdoption } from "#app/recovery/adoption-form.ts";
import { putAdoption, readAdoptions } from "#app/recovery/adoptions.server.ts";
import { type FormReply, fieldFrom, summaryOf, valuesOf } from "#app/recovery/form-reply.ts";
import { purposeNotices } from "#app/recovery/purpose.ts";
import { Button } from "#app/ui/button.tsx";
import { Day } from "#app/ui/day.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";

export const meta: MetaFunction = () => [{ title: "Adoption by the board · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const adoptions = await context.door.asActor(actor, (tx) => readAdoptions(tx, actor.schoolId));
  return {
    frame: frameOf(actor, "recovery"),
    schoolId: actor.schoolId,
    may: allows(actor.roles, "recovery:plan"),
    adoptions: adoptions.map((adoption) => ({ ...adoption, adoptedOn: adoption.adoptedOn.toString() })),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const values = valuesOf(await request.formData());
  const today = context.clock.today();
  const read = readAdoption((name) => values[name]?.[0] ?? "", today);
  if (!read.ok) return data<FormReply>({ errors: read.errors, values }, { status: 400 });
  await context.door.asActor(actor, (tx) =>
    putAdoption(tx, actor.schoolId, read.adoption, {
      author: { ...authorOf(actor), by: actor.userId },
      at: context.clock.now(),
      today,
    }),
  );
  return redirect(paths.recoveryAdoptions(actor.schoolId));
}

export default function Adoptions() {
  const { frame, schoolId, may, adoptions } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <Page
      frame={frame}
      title="Adoption by the board"
      lead="An auditor asks for the board's adoption of recovery. The packet of each claimed day names the newest before its session."
      above={
        <>
          <p>
            <a href={paths.recovery(schoolId)}>Back to recovery</a>
          </p>
          <ErrorSummary errors={summaryOf(reply)} />
        </>
      }
    >
      <Notice>{purposeNotices.limitedTerm}</Notice>
      {adoptions.length === 0 ? (
        <Empty title="Nothing on record yet">Packets say so until an adoption is entered.</Empty>
      ) : (
        <Table
          caption="On record, the newest first"
          columns={[
            { title: "Adopted on", cell: (row) => <Day day={row.adoptedOn} /> },
            { title: "By", cell: (row) => row.body, words: true },
            { title: "Where an auditor finds it", cell: (row) => row.reference, words: true },
          ]}
          rows={adoptions}
          rowKey={(row) => `${row.adoptedOn} ${row.body} ${row.reference}`}
        />
      )}
      {may && (
        <form method="post" className="card narrow stack">
          <h2>Put an adoption on record</h2>
          <TextField
            label="Adopted on"
            type="date"
            field={fieldFrom(reply, "adoptedOn", undefined, { required: true })}
          />
          <TextField
            label="By"
            hint="For example: the governing board of the district."
            field={fieldFrom(reply, "body", undefined, { required: true, maxLength: 120 })}
          />
          <TextField
            label="Where an auditor finds it"
            hint="The item of the agenda or the number of the resolution."
            field={fieldFrom(reply, "reference", undefined, { required: true, maxLength: 200 })}
          />
          <Button>Put it on record</Button>
        </form>
      )}
    </Page>
  );
}
