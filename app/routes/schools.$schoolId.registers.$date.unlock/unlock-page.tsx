import { type SubmissionResult, useForm } from "@conform-to/react";
import { getZodConstraint } from "@conform-to/zod/v4";
import type { z } from "zod";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Choices, TextField } from "#app/ui/field.tsx";
import { fieldOf, formErrors } from "#app/ui/form.ts";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { writtenDay } from "#app/ui/written-day.ts";
import { unlock } from "./unlock.ts";

type UnlockView = {
  date: string;
  section: string | null;
  can: boolean;
  monthLocked: boolean;
  today: string;
  backHref: string;
};

/** An administrator opens a closed day, or one class of it, with a reason and an end. */
export function UnlockPage(props: {
  frame: PageFrame;
  view: UnlockView;
  reply?: SubmissionResult<string[]>;
}) {
  const { view } = props;
  const [form, fields] = useForm<z.input<typeof unlock>>({
    id: "unlock",
    lastResult: props.reply,
    constraint: getZodConstraint(unlock),
    defaultValue: { scope: view.section ? "class" : "day", untilDay: view.today, untilTime: "17:00" },
  });
  const { scope, reason, untilDay, untilTime } = fields;
  return (
    <Page
      frame={props.frame}
      title="Open registers for changes"
      lead={[writtenDay(view.date), view.section].filter(Boolean).join(" · ")}
      above={<ErrorSummary errors={formErrors(form, [scope, reason, untilDay, untilTime])} />}
    >
      {view.can ? (
        <>
          <p className="text">
            {view.monthLocked
              ? "The attendance month of this day is locked. Until the end you choose, teachers and the office can change its registers again."
              : "Teachers can change a register on its own day only. Until the end you choose, they can change this day's registers again. The office can do so anyway."}
          </p>
          <form method="post" className="card narrow stack" id={form.id}>
            {view.section && (
              <Choices
                field={fieldOf(scope)}
                label="What to open"
                choices={[
                  { value: "class", label: `Only ${view.section}` },
                  { value: "day", label: "All classes of the day" },
                ]}
              />
            )}
            <TextField
              field={fieldOf(reason)}
              label="Reason"
              hint="Kept with the registers and in the record."
            />
            <TextField field={fieldOf(untilDay)} label="Closes again on" type="date" min={view.today} />
            <TextField field={fieldOf(untilTime)} label="At" type="time" short />
            <Button>Open for changes</Button>
          </form>
        </>
      ) : (
        <p>
          There is nothing to open on this day: it is not a school day, or it is still to come and opens by
          itself.
        </p>
      )}
      <p>
        <a href={view.backHref}>All registers of the day</a>
      </p>
    </Page>
  );
}
