import { type SubmissionResult, useForm } from "@conform-to/react";
import { getZodConstraint } from "@conform-to/zod/v4";
import type { z } from "zod";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Choices, TextField } from "#app/ui/field.tsx";
import { fieldOf, formErrors } from "#app/ui/form.ts";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { registerHome } from "./register-home.ts";

type SettingsView = {
  school: string;
  home: "aeries" | "here";
  notTakenHere: string | null;
  recoveryHref: string;
  rulesHref: string;
  changes: { key: string; when: string; home: string; by: string; reason: string }[];
};

/** Where the school's registers are taken, and who moved them. */
export function SettingsPage(props: {
  frame: PageFrame;
  view: SettingsView;
  reply?: SubmissionResult<string[]>;
}) {
  const { view } = props;
  const [form, fields] = useForm<z.input<typeof registerHome>>({
    id: "register-home",
    lastResult: props.reply,
    constraint: getZodConstraint(registerHome),
    defaultValue: { home: view.home },
  });
  return (
    <Page
      frame={props.frame}
      title="Settings"
      lead={view.school}
      above={<ErrorSummary errors={formErrors(form, [fields.home, fields.reason])} />}
    >
      <p>
        <a href={view.recoveryHref}>Defaults of recovery sessions</a>
      </p>
      <p>
        <a href={view.rulesHref}>Settings of recovery, for the whole district</a>
      </p>
      <h2>Where registers are taken</h2>
      <p className="text">
        {view.notTakenHere !== null
          ? view.notTakenHere
          : view.home === "here"
            ? "Teachers take registers here. Marks made here are in force, missing registers are shown each day, and the marks go to Aeries from the page To Aeries."
            : "Teachers take registers in Aeries. Its marks are in force and come here with each sync. Which registers are missing is not known here."}
      </p>
      <form method="post" className="card narrow stack" id={form.id}>
        <Choices
          field={fieldOf(fields.home)}
          label="Take registers"
          choices={[
            { value: "aeries", label: "In Aeries" },
            { value: "here", label: "Here" },
          ]}
        />
        <TextField
          field={fieldOf(fields.reason)}
          label="Reason"
          hint="Kept with the change. It takes effect at once, for every class of the school."
        />
        <Button>Move the registers</Button>
      </form>
      {view.changes.length > 0 && (
        <Table
          caption="Changes so far"
          rows={view.changes}
          rowKey={(change) => change.key}
          columns={[
            { title: "When", cell: (change) => change.when },
            { title: "To", cell: (change) => change.home },
            { title: "By", cell: (change) => change.by },
            { title: "Reason", cell: (change) => change.reason },
          ]}
        />
      )}
    </Page>
  );
}
