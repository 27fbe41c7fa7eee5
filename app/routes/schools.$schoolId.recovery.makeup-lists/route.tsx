import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { isBefore } from "#app/calendar/day.ts";
import { fiscalYearBounds, schoolYearOf } from "#app/calendar/school-year.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { valuesOf } from "#app/recovery/form-reply.ts";
import { readMakeupKeys } from "#app/recovery/makeup-facts.server.ts";
import { readMakeupList } from "#app/recovery/makeup-list.ts";
import { saveMakeupList } from "#app/recovery/save-makeup-list.server.ts";
import { SheetErrors, SheetForm } from "#app/recovery/sheet-form.tsx";
import { noSheet, readPostedSheet, refusedSheet } from "#app/recovery/sheet-reply.ts";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Make-ups in Aeries · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:export", params.schoolId);
  return {
    frame: frameOf(actor, "recovery"),
    action: paths.makeupLists(actor.schoolId),
    back: paths.recoveryDifferences(actor.schoolId),
  };
}

/** Keeps the list that was sent, if every row can be read. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:export", params.schoolId);
  const form = await request.formData();
  const sheet = await readPostedSheet(form);
  if ("problem" in sheet) return data(noSheet(sheet.problem, valuesOf(form)), { status: 400 });
  const today = context.clock.today();
  const errors = await context.door.asActor(actor, async (tx) => {
    const keys = await readMakeupKeys(tx, actor.schoolId, today);
    const { from } = fiscalYearBounds(schoolYearOf(today));
    const dayOf = new Map(
      [...keys.dayNumbers]
        .map(([day, number]) => [number, Temporal.PlainDate.from(day)] as const)
        .filter(([, day]) => !isBefore(day, from)),
    );
    const list = readMakeupList(sheet.rows, dayOf);
    if (list.errors.length === 0)
      await saveMakeupList(tx, actor, context, { ...keys, ...list, fileName: sheet.fileName });
    return list.errors;
  });
  if (errors.length > 0) return data(refusedSheet(sheet, errors, {}), { status: 400 });
  return redirect(paths.recoveryDifferences(actor.schoolId));
}

export default function MakeupLists() {
  const { frame, action: sendTo, back } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <Page
      frame={frame}
      title="Make-ups in Aeries"
      lead="Aeries does not show its make-ups to other programs. A list taken by a query shows them here, so that they can be compared."
      above={
        <>
          <p>
            <a href={back}>Why does it differ?</a>
          </p>
          <SheetErrors reply={reply} />
        </>
      }
    >
      <p className="text">
        In Aeries, at this school, run a query that lists SN, DT, ADA, ADT and ACO of the table ATT where ADA
        is not blank, and save the result as CSV. Rows without a code in ADA are passed over; DY may stand for
        DT.
      </p>
      <SheetForm
        action={sendTo}
        reply={reply}
        hint="CSV with the columns SN, DT or DY, ADA, ADT, ACO."
        button="Read the list"
      />
    </Page>
  );
}
