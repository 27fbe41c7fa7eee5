import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Day } from "#app/ui/day.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { type FormReply, fieldFrom, summaryOf } from "./form-reply.ts";
import type { ProgramView } from "./program-view.server.ts";
import { purposeNotices } from "./purpose.ts";
import { stateWords } from "./session-state.ts";

/** One program: its sessions, the dates without one, its copies, and calling off what is left. */
export function ProgramPage(props: { frame: PageFrame; view: ProgramView; reply?: FormReply | null }) {
  const { frame, view, reply = null } = props;
  const { schoolId, programId } = view;
  const troubled = view.sessions.filter(({ troubles }) => troubles.length > 0);
  return (
    <Page
      frame={frame}
      title={view.name}
      lead={`${view.kind}: ${view.meets}`}
      above={
        <>
          <p>
            <a href={paths.recoveryPrograms(schoolId)}>All programs</a>
          </p>
          <ErrorSummary errors={summaryOf(reply)} />
        </>
      }
    >
      {troubled.length > 0 && (
        <Notice kind="warn">
          <p>
            {troubled.length === 1 ? "1 session needs" : `${troubled.length} sessions need`} your attention:
            see the last column.
          </p>
        </Notice>
      )}
      <p className="text">{purposeNotices.limitedTerm}</p>
      <DefinitionList
        facts={[
          {
            term: "Runs",
            is: (
              <>
                <Day day={view.from} /> to <Day day={view.through} />
              </>
            ),
          },
          { term: "Subject", is: `${view.subject}, ${view.grades}` },
          { term: "Room", is: `${view.room}, ${view.capacity} places` },
          { term: "Teachers", is: view.teachers || "Nobody" },
          ...view.purpose,
          {
            term: "Adopted",
            is: (
              <>
                {view.adopted}. <a href={paths.recoveryAdoptions(schoolId)}>Adoption by the board</a>
              </>
            ),
          },
          ...(view.breaks ? [{ term: "Does not count", is: view.breaks }] : []),
          ...(view.copiedFrom
            ? [
                {
                  term: "Copied from",
                  is: <a href={paths.recoveryProgram(schoolId, view.copiedFrom)}>an earlier program</a>,
                },
              ]
            : []),
        ]}
      />
      {view.mayInvite && view.comingIds.length > 0 && (
        <p>
          <a href={paths.recoveryInviteMany(schoolId, view.comingIds)}>
            Invite families to the sessions to come
          </a>
        </p>
      )}
      {view.mayPlan && (
        <div className="row">
          {view.hasNextTerm && (
            <a href={paths.recoveryProgramNew(schoolId, { of: programId, to: "term" })}>
              Copy to the next term
            </a>
          )}
          <a href={paths.recoveryProgramNew(schoolId, { of: programId, to: "year" })}>
            Copy to the next year
          </a>
        </div>
      )}
      <Table
        caption="Sessions"
        columns={[
          {
            title: "Date",
            cell: (row) => (
              <a href={paths.recoverySession(schoolId, row.id)}>
                <Day day={row.date} />
              </a>
            ),
          },
          { title: "State", cell: (row) => stateWords[row.state] },
          { title: "Places", cell: (row) => row.places },
          { title: "Teachers", cell: (row) => row.teacher },
          {
            title: "To do",
            cell: (row) => row.cancelled ?? row.troubles.join(" "),
            words: true,
          },
        ]}
        rows={view.sessions}
        rowKey={(row) => row.id}
      />
      {view.exceptions.length > 0 && (
        <Table
          caption="Dates without a session"
          columns={[
            { title: "Date", cell: (row) => <Day day={row.date} /> },
            { title: "Why", cell: (row) => row.reason, words: true },
          ]}
          rows={view.exceptions}
          rowKey={(row) => row.date}
        />
      )}
      {view.mayPlan && view.comingIds.length > 0 && (
        <form
          method="post"
          action={paths.recoveryProgramCancellation(schoolId, programId)}
          className="card narrow stack"
        >
          <h2>Cancel the rest</h2>
          <p className="text">
            {view.comingIds.length === 1 ? "The session" : `The ${view.comingIds.length} sessions`} still to
            come will not be held; what was held stays. This cannot be undone. To cancel one date, open its
            session.
          </p>
          <TextField
            label="Why"
            field={fieldFrom(reply, "cancelReason", undefined, { required: true, maxLength: 300 })}
          />
          <Button danger>Cancel the rest</Button>
        </form>
      )}
    </Page>
  );
}
