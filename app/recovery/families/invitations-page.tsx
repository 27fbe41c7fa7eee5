import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Day } from "#app/ui/day.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Choices, Select, TextField } from "#app/ui/field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { type FormReply, fieldFrom, summaryOf } from "../form-reply.ts";
import { PickPupil } from "../pick-pupil.tsx";
import type { InvitationsView } from "./invitations-view.ts";
import { LettersToPrint } from "./letters-to-print.tsx";

export type InvitationsReply = FormReply & { form: "invite" | "answer" | "letters" };

/** Who was written to about a session, what they answered, and whom to invite next. */
export function InvitationsPage(props: {
  frame: PageFrame;
  view: InvitationsView;
  may: boolean;
  reply?: InvitationsReply | null;
}) {
  const { frame, view, may, reply } = props;
  const { counts, schoolId, sessionId } = view;
  const replyTo = (form: InvitationsReply["form"]) => (reply?.form === form ? reply : null);
  return (
    <Page
      frame={frame}
      title="Invitations and answers"
      lead={
        <>
          {view.session.subject}, <Day day={view.session.date} />
        </>
      }
      above={
        <>
          <p>
            <a href={paths.recoverySession(schoolId, sessionId)}>Back to the session</a>
          </p>
          <ErrorSummary errors={summaryOf(reply)} />
        </>
      }
    >
      <DefinitionList
        facts={[
          { term: "Invited", is: counts.invited },
          { term: "Said yes", is: counts.yes },
          { term: "Said no", is: counts.no },
          { term: "No answer yet", is: counts.unanswered },
        ]}
      />
      {!view.mailReady && (
        <Notice kind="warn">
          E-mail is not set up, so every invitation is a letter to print. Your district office can have it set
          up.
        </Notice>
      )}
      {may && counts.letters > 0 && (
        <LettersToPrint action={paths.recoveryLetters(schoolId, sessionId)} waiting={counts.newLetters} />
      )}
      {view.families.length > 0 && (
        <Table
          caption="Families we wrote to, or who answered"
          columns={[
            {
              title: "Pupil",
              cell: (row) => <a href={paths.pupilRecovery(schoolId, row.pupilId)}>{row.name}</a>,
            },
            { title: "Answer", cell: (row) => row.answer, words: true },
            { title: "Place", cell: (row) => row.place },
            {
              title: "Messages",
              cell: (row) => row.written.map((line) => <div key={line}>{line}</div>),
              words: true,
            },
          ]}
          rows={view.families}
          rowKey={(row) => row.pupilId}
        />
      )}
      {may && view.open && view.families.length > 0 && <AnswerForm view={view} reply={replyTo("answer")} />}
      {may && view.open && <InviteForm view={view} reply={replyTo("invite")} />}
    </Page>
  );
}

function AnswerForm({ view, reply }: { view: InvitationsView; reply: FormReply | null }) {
  return (
    <form
      method="post"
      action={paths.recoveryAnswers(view.schoolId, view.sessionId)}
      className="card narrow stack"
    >
      <h2>Enter an answer</h2>
      <Select
        label="Pupil"
        empty="Choose a pupil"
        field={fieldFrom(reply, "answeredPupil", undefined, { required: true })}
        choices={view.families.map(({ pupilId, name }) => ({ value: String(pupilId), label: name }))}
      />
      <Choices
        label="The family says"
        hint="A yes gets a place, or a turn in the waiting list. A no gives both back."
        field={fieldFrom(reply, "answer", undefined, { required: true })}
        choices={[
          { value: "yes", label: "Yes" },
          { value: "no", label: "No" },
        ]}
      />
      <TextField
        label="Who said it, and how"
        hint="For example: mother, by phone; or: father, on the slip."
        field={fieldFrom(reply, "answerSaidBy", undefined, { required: true, maxLength: 200 })}
      />
      <Button>Save the answer</Button>
    </form>
  );
}

function InviteForm({ view, reply }: { view: InvitationsView; reply: FormReply | null }) {
  if (view.candidates.length === 0)
    return (
      <section id="pupil">
        <h2>Invite families</h2>
        <p>{view.whyNobody ?? "Nobody else of these grades has an absence that can be recovered."}</p>
      </section>
    );
  const ticked = reply?.values.pupil ?? [];
  return (
    <form method="post" action={paths.recoveryInvitations(view.schoolId, view.sessionId)} className="stack">
      <h2 id="pupil">Invite families</h2>
      <p className="text">
        {view.mailReady
          ? "Adults with educational rights get an e-mail; families without an address get a letter to print. "
          : ""}
        Letters are in the family's language and in English, and say that taking part is voluntary.
      </p>
      <Table
        caption="Pupils with absences to recover, most days first"
        columns={[
          {
            title: "Pupil",
            cell: (row) =>
              row.invited ? row.name : <PickPupil pupilId={row.pupilId} name={row.name} ticked={ticked} />,
          },
          { title: "Days to recover", cell: (row) => row.days, number: true },
          { title: "Invitation", cell: (row) => (row.invited ? "Invited" : "Not yet") },
        ]}
        rows={view.candidates}
        rowKey={(row) => row.pupilId}
      />
      <TextField
        label="Or invite the first pupils of the whole list: how many?"
        hint="Who is invited already is passed over. Leave it empty to invite the ticked pupils alone."
        short
        inputMode="numeric"
        field={fieldFrom(reply, "first")}
      />
      <Button>Send the invitations</Button>
    </form>
  );
}
