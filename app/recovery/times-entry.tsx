import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Table } from "#app/ui/table.tsx";
import { type FormReply, fieldFrom } from "./form-reply.ts";
import type { RosterRow } from "./roster-view.ts";
import type { SessionView } from "./session-view.ts";
import { timeField } from "./times-form.ts";

type Line = RosterRow & { stay: number; inAt: string; outAt: string };

/** One line for each coming and going, in the order of the printed codes; a pupil without any has one. */
export const entryLines = (roster: readonly RosterRow[]): Line[] =>
  roster
    .toSorted((one, other) => one.code.localeCompare(other.code))
    .flatMap((row) =>
      (row.stays.length > 0 ? row.stays : [{ stay: 1, inAt: "", outAt: "" }]).map((stay) => ({
        ...row,
        ...stay,
      })),
    );

/** All times of a session at once, as they stand on the printed roster. Sending it twice changes nothing. */
export function TimesEntry({ view, reply }: { view: SessionView; reply: FormReply | null }) {
  const time = (row: Line, which: "in" | "out", start: string) => {
    const name = timeField(which, row.pupilId, row.stay);
    const error = reply?.errors[name];
    return (
      <>
        <input
          className="in short"
          inputMode="numeric"
          id={name}
          name={name}
          defaultValue={reply?.values[name]?.[0] ?? start}
          maxLength={5}
          aria-label={`${row.code} ${row.name}, time ${which}`}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${name}-error` : undefined}
        />
        {error && (
          <span className="err" id={`${name}-error`}>
            {error}
          </span>
        )}
      </>
    );
  };
  return (
    <form method="post" action={paths.recoveryPresence(view.schoolId, view.sessionId)} className="stack">
      <Table
        caption="Times as 8:05 or 805, afternoons as 15:30 or 1530"
        columns={[
          { title: "Code", cell: (row) => row.code },
          { title: "Pupil", cell: (row) => row.name },
          { title: "In", cell: (row) => time(row, "in", row.inAt) },
          { title: "Out", cell: (row) => time(row, "out", row.outAt) },
        ]}
        rows={entryLines(view.roster)}
        rowKey={(row) => `${row.pupilId} ${row.stay}`}
      />
      <TextField
        label="Why times change that were written down before"
        hint="Leave empty when you only add times."
        field={fieldFrom(reply, "reason", undefined, { maxLength: 300 })}
      />
      <Button>Save the times</Button>
    </form>
  );
}
