import type { ReactNode } from "react";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextArea, TextField } from "#app/ui/field.tsx";
import { type SheetReply, sheetLimits } from "./sheet-reply.ts";

/** What to mend, at the top of the page, each line a link to its row. */
export function SheetErrors({ reply }: { reply: SheetReply | null | undefined }) {
  if (!reply) return null;
  const errors = [
    ...(reply.problem ? [{ text: reply.problem, href: reply.errors.length > 0 ? null : "#file" }] : []),
    ...reply.errors.map(({ row, sentence }) => ({ text: `Row ${row}: ${sentence}`, href: `#line.${row}` })),
    ...(reply.more > 0 ? [{ text: `${reply.more} more rows after these.`, href: null }] : []),
  ];
  return <ErrorSummary title="Nothing was saved yet. Please fix this and send it again" errors={errors} />;
}

/** Takes a sheet as a file or as pasted text; after a refusal, its rows to mend, each beside what is wrong with it. */
export function SheetForm(props: {
  action: string;
  reply: SheetReply | null | undefined;
  hint: string;
  button: string;
  /** Further fields; drawn in the form that is to be sent next. */
  children?: ReactNode;
}) {
  const { reply, action } = props;
  const mending = reply != null && reply.errors.length > 0;
  return (
    <>
      {mending && (
        <form method="post" action={action} encType="multipart/form-data" className="card stack">
          <h2>Rows to mend</h2>
          <p className="hint">Correct each row here, or empty it to leave it out. The other rows are kept.</p>
          <input type="hidden" name="fileName" value={reply.fileName} />
          <input type="hidden" name="text" value={reply.text} />
          {reply.errors.map(({ row, line, sentence }) => (
            <TextField
              key={row}
              label={row === 1 ? "Row 1, the titles" : `Row ${row}`}
              field={{ id: `line.${row}`, name: `line.${row}`, value: line, error: sentence }}
            />
          ))}
          {props.children}
          <div className="row">
            <Button>Send again</Button>
          </div>
        </form>
      )}
      <form method="post" action={action} encType="multipart/form-data" className="card stack">
        {mending && <h2>Or send another file</h2>}
        <TextField
          label="File"
          hint={`${props.hint} ${sheetLimits}`}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
          field={{ id: "file", name: "file", error: mending ? undefined : (reply?.problem ?? undefined) }}
        />
        <TextArea
          label="Or paste the rows here"
          hint={`With the row of titles first, as copied from a spreadsheet. ${sheetLimits}`}
          rows={6}
          field={{ id: "pasted", name: "pasted", value: mending ? undefined : reply?.values.pasted?.[0] }}
        />
        {!mending && props.children}
        <div className="row">
          <Button quiet={mending}>{props.button}</Button>
        </div>
      </form>
    </>
  );
}
