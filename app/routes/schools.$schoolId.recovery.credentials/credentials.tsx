import { paths } from "#app/paths.ts";
import { type CredentialRow, noticeDays } from "#app/recovery/credential-view.ts";
import { type FormReply, fieldFrom } from "#app/recovery/form-reply.ts";
import { Button } from "#app/ui/button.tsx";
import { Choices, Select, TextField } from "#app/ui/field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { StatusTag } from "#app/ui/status-tag.tsx";
import { Table } from "#app/ui/table.tsx";

type Teacher = CredentialRow & { staffId: number };

const states: Record<Teacher["state"], { kind: "good" | "info" | "warn" | "bad"; word: string }> = {
  good: { kind: "good", word: "Valid" },
  unverified: { kind: "info", word: "Not entered" },
  ending: { kind: "warn", word: "Ends soon" },
  not: { kind: "bad", word: "May not supervise" },
};

/** First who needs something done, then everyone. */
export function CredentialTables({ teachers }: { teachers: readonly Teacher[] }) {
  const soon = teachers.filter(({ state }) => state === "ending" || state === "not");
  const columns = [
    { title: "Teacher", cell: (row: Teacher) => row.name },
    {
      title: "State",
      cell: (row: Teacher) => <StatusTag kind={states[row.state].kind}>{states[row.state].word}</StatusTag>,
    },
    { title: "Through", cell: (row: Teacher) => row.through },
    { title: "Documents", cell: (row: Teacher) => row.documents },
    { title: "What to know", cell: (row: Teacher) => row.words, words: true },
  ];
  return (
    <>
      {soon.length === 0 ? (
        <Notice kind="good">No document that was entered here ends within {noticeDays} days.</Notice>
      ) : (
        <Table
          caption={`Ended, or ending within ${noticeDays} days`}
          columns={columns}
          rows={soon}
          rowKey={(row) => row.staffId}
        />
      )}
      <Table caption="All teachers" columns={columns} rows={teachers} rowKey={(row) => row.staffId} />
    </>
  );
}

/** Adds an entry; earlier ones stay on record. */
export function CredentialForm(props: {
  schoolId: number;
  teachers: readonly Teacher[];
  reply: FormReply | null;
}) {
  const { reply } = props;
  return (
    <form method="post" action={paths.recoveryCredentials(props.schoolId)} className="card stack">
      <h2>Enter a document</h2>
      <p className="text">
        An entry under the same name corrects the one before; a renewal is an entry of its own. Nothing is
        deleted.
      </p>
      <Select
        label="Teacher"
        empty="Choose a teacher"
        field={fieldFrom(reply, "staffId", undefined, { required: true })}
        choices={props.teachers.map(({ staffId, name }) => ({ value: String(staffId), label: name }))}
      />
      <TextField
        label="Document"
        hint="For example: Clear Multiple Subject 210012345."
        field={fieldFrom(reply, "document", undefined, { required: true, maxLength: 120 })}
      />
      <div className="fields">
        <TextField
          label="Valid from"
          hint="Leave empty when it was valid long before."
          type="date"
          field={fieldFrom(reply, "validFrom")}
        />
        <TextField
          label="Expires on"
          hint="The last valid day. Leave empty for a life document."
          type="date"
          field={fieldFrom(reply, "expiresOn")}
        />
      </div>
      <Choices
        label="Is the teacher an employee of the district?"
        field={fieldFrom(reply, "employed", undefined, { required: true })}
        choices={[
          { value: "yes", label: "Yes" },
          { value: "no", label: "No, of a contractor or partner" },
        ]}
      />
      <Button>Save the document</Button>
    </form>
  );
}
