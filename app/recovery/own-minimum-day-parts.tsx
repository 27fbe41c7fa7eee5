import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Day } from "#app/ui/day.tsx";
import { Choices, TextField } from "#app/ui/field.tsx";
import { Table } from "#app/ui/table.tsx";
import { type FormReply, fieldFrom } from "./form-reply.ts";
import { longestReason } from "./own-minimum-day-form.ts";
import type { MinimumDayRow } from "./own-minimum-day-view.ts";

/** What the office wrote down, newest first. */
export const MinimumDayTable = ({ rows }: { rows: readonly MinimumDayRow[] }) => (
  <Table
    caption="The pupil's own minimum day, newest entry first"
    columns={[
      { title: "From", cell: (row) => <Day day={row.from} /> },
      { title: "A day is", cell: (row) => row.is },
      { title: "Reason", cell: (row) => row.reason, words: true },
      { title: "Entered by", cell: (row) => row.by },
      { title: "On", cell: (row) => row.at },
    ]}
    rows={rows}
    rowKey={(row) => row.id}
  />
);

/** Adds an entry; those before stay on record. */
export function MinimumDayForm(props: { schoolId: number; pupilId: number; reply: FormReply | null }) {
  const { schoolId, pupilId, reply } = props;
  return (
    <form method="post" action={paths.pupilMinimumDays(schoolId, pupilId)} className="card narrow stack">
      <p className="text">
        Some pupils in special education have a shorter day than their grade. Aeries does not hand it on, so
        it is entered here. Recovery then counts each session by what held on its date, and claims follow
        within minutes. An entry from the same day takes the place of an earlier one; nothing is deleted.
      </p>
      <TextField
        label="From"
        hint="The first day on which it holds."
        type="date"
        field={fieldFrom(reply, "from", undefined, { required: true })}
      />
      <Choices
        label="From that day on"
        field={fieldFrom(reply, "own", undefined, { required: true })}
        choices={[
          { value: "yes", label: "The pupil has a minimum day of their own" },
          { value: "no", label: "The pupil has none: grade and program decide" },
        ]}
      />
      <TextField
        label="Minutes of that day"
        hint="For example 180. Leave empty where the pupil has none."
        inputMode="numeric"
        short
        field={fieldFrom(reply, "minutes")}
      />
      <TextField
        label="Reason"
        hint="What it follows from, such as the program's date. No diagnosis: the pupil's teachers see it too."
        field={fieldFrom(reply, "reason", undefined, { required: true, maxLength: longestReason })}
      />
      <Button>Save the minimum day</Button>
    </form>
  );
}
