import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { writtenDay } from "#app/ui/written-day.ts";
import type { Answered } from "./answer.server.ts";

type MissingView = { title: string; date: string; isTeacher: boolean; action: string; backHref: string };

/** Why a pupil is not on a register. */
export function MissingPupilPage(props: { frame: PageFrame; view: MissingView; answered: Answered | null }) {
  const { view, answered } = props;
  const mistake = answered?.mistake ?? null;
  return (
    <Page
      frame={props.frame}
      title="A pupil is missing from the list"
      lead={`${view.title} · ${writtenDay(view.date)}`}
      above={
        mistake && <ErrorSummary title="Nothing to search by" errors={[{ text: mistake, href: "#q" }]} />
      }
    >
      <form method="post" action={view.action} className="card narrow stack">
        <TextField
          field={{ id: "q", name: "q", value: answered?.typed, error: mistake ?? undefined, maxLength: 80 }}
          label={view.isTeacher ? "Student number" : "Name or student number"}
          hint={
            view.isTeacher
              ? "Works for any pupil of the school. Who asks is recorded."
              : "The beginning of a name is enough."
          }
          inputMode={view.isTeacher ? "numeric" : undefined}
          type="search"
          autoComplete="off"
        />
        <Button>Find out why</Button>
      </form>
      {answered && mistake === null && <Answers answered={answered} />}
      <p>
        <a href={view.backHref}>Back to the register</a>
      </p>
    </Page>
  );
}

function Answers({ answered }: { answered: Answered }) {
  if (answered.answers.length === 0)
    return (
      <p>No pupil of this school found. A pupil who is new to the school comes here with the next sync.</p>
    );
  return (
    <>
      {answered.more && <p>More pupils match. Write more of the name to find others.</p>}
      <Table
        caption="Why"
        rows={answered.answers}
        rowKey={(row) => row.key}
        columns={[
          {
            title: "Pupil",
            cell: ({ pupil }) =>
              pupil ? (
                <a href={pupil.href}>{`${pupil.name}, ${pupil.number}`}</a>
              ) : (
                `Number ${answered.typed.trim()}`
              ),
          },
          { title: "Reason", cell: (row) => row.why },
        ]}
      />
    </>
  );
}
