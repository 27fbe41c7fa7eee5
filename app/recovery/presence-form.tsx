import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Table } from "#app/ui/table.tsx";
import { type FormReply, fieldFrom } from "./form-reply.ts";
import type { RosterRow, SessionView } from "./session-view.ts";

/** The roster: times in and out of all pupils at once, or to read where they cannot be entered. */
export function PresenceForm({ view, reply }: { view: SessionView; reply: FormReply | null }) {
  const { schoolId, sessionId, roster, rights } = view;
  if (roster.length === 0) return <p>Nobody has a place yet.</p>;
  const isAttested = view.state === "attested";
  const mayEnter = rights.run && (!isAttested || rights.correct);
  const time = (row: RosterRow, which: "in" | "out", value: string) =>
    mayEnter ? (
      <Time
        name={`${which}.${row.pupilId}`}
        label={`${row.name}, time ${which}`}
        value={reply?.values[`${which}.${row.pupilId}`]?.[0] ?? value}
        error={reply?.errors[`${which}.${row.pupilId}`]}
      />
    ) : (
      value || "–"
    );
  const table = (
    <Table
      caption={mayEnter ? "Roster. Enter the times, then save them all at once." : "Roster"}
      columns={[
        {
          title: "Pupil",
          cell: (row) => <a href={paths.pupilRecovery(schoolId, row.pupilId)}>{row.name}</a>,
        },
        { title: "Grade", cell: (row) => row.grade },
        { title: "In", cell: (row) => time(row, "in", row.inAt) },
        { title: "Out", cell: (row) => time(row, "out", row.outAt) },
        {
          title: "Attended",
          cell: (row) => [row.attended, row.trouble, row.note].filter(Boolean).join(" · "),
        },
      ]}
      rows={roster}
      rowKey={(row) => row.pupilId}
    />
  );
  if (!mayEnter) return table;
  return (
    <form method="post" action={paths.recoveryPresence(schoolId, sessionId)} className="stack">
      {table}
      {isAttested && (
        <TextField
          label="Why the times change"
          hint="The teacher has attested them. The reason is kept with the change."
          field={fieldFrom(reply, "reason", undefined, { required: true, maxLength: 300 })}
        />
      )}
      <Button>Save the times</Button>
    </form>
  );
}

function Time(props: { name: string; label: string; value: string; error: string | undefined }) {
  return (
    <>
      <input
        className="in short"
        type="time"
        id={props.name}
        name={props.name}
        defaultValue={props.value}
        aria-label={props.label}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={props.error ? `${props.name}-error` : undefined}
      />
      {props.error && (
        <span className="err" id={`${props.name}-error`}>
          {props.error}
        </span>
      )}
    </>
  );
}
