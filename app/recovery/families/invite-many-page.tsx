import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Choices, TextField } from "#app/ui/field.tsx";
import { Fold } from "#app/ui/fold.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { type FormReply, fieldFrom, summaryOf } from "../form-reply.ts";
import { PickPupil } from "../pick-pupil.tsx";
import type { InviteManyView } from "./invite-many.server.ts";
import { LettersToPrint } from "./letters-to-print.tsx";

type Props = { view: InviteManyView; reply: FormReply | null };

/** Inviting families to several sessions with one letter: first which sessions, then whom. */
export function InviteManyPage({
  frame,
  view,
  sent,
  reply,
}: Props & { frame: PageFrame; sent: { emails: number; letters: number } | null }) {
  const { schoolId, sessions, chosen } = view;
  return (
    <Page
      frame={frame}
      title="Invite families to several sessions"
      lead="A family gets one letter or e-mail for all of its children and all of the sessions, and answers for each."
      above={
        <>
          <p>
            <a href={paths.recovery(schoolId)}>Back to recovery</a>
          </p>
          <ErrorSummary errors={summaryOf(reply)} />
          {sent && (
            <Notice kind="good">
              <p>{sentWords(sent)}</p>
            </Notice>
          )}
        </>
      }
    >
      {chosen && (
        <section>
          {view.leftOut > 0 && (
            <Notice kind="warn">
              <p>
                One letter asks about {chosen.ids.length} sessions at most. The last {view.leftOut} you chose{" "}
                {view.leftOut === 1 ? "is" : "are"} left out: invite to {view.leftOut === 1 ? "it" : "them"}{" "}
                with a second letter.
              </p>
            </Notice>
          )}
          {chosen.otherYear && (
            <Notice kind="warn">
              <p>{chosen.otherYear}</p>
            </Notice>
          )}
          <h2>{chosen.ids.length === 1 ? "The session" : `The ${chosen.ids.length} sessions`}</h2>
          <ul>
            {sessions
              .filter((session) => session.chosen)
              .map(({ id, label }) => (
                <li key={id}>
                  <a href={paths.recoverySession(schoolId, id)}>{label}</a>
                </li>
              ))}
          </ul>
        </section>
      )}
      {chosen && chosen.letters > 0 && (
        <LettersToPrint action={paths.recoveryManyLetters(schoolId)} waiting={chosen.newLetters}>
          <Sessions ids={chosen.ids} />
        </LettersToPrint>
      )}
      {chosen && <Families view={view} chosen={chosen} reply={reply} />}
      {sessions.length === 0 ? (
        <Empty title="No sessions to come">Plan sessions first; they show here to invite families to.</Empty>
      ) : (
        <ChooseSessions view={view} reply={reply} />
      )}
    </Page>
  );
}

function ChooseSessions({ view: { schoolId, sessions, chosen }, reply }: Props) {
  const form = (
    <form
      method="get"
      action={paths.recoveryInviteMany(schoolId)}
      className={chosen ? "stack" : "card stack"}
    >
      <Choices
        many
        label="Which sessions?"
        hint="Tick at least one."
        field={fieldFrom(reply, "session")}
        chosen={sessions.filter((session) => session.chosen).map(({ id }) => String(id))}
        choices={sessions.map(({ id, label }) => ({ value: String(id), label }))}
      />
      <Button quiet={chosen !== null}>Show whom to invite</Button>
      <input type="hidden" name="choosing" value="1" />
    </form>
  );
  return chosen ? (
    <Fold title="Choose other sessions" open={reply?.errors.session !== undefined}>
      {form}
    </Fold>
  ) : (
    form
  );
}

function sentWords({ emails, letters }: { emails: number; letters: number }): string {
  if (emails + letters === 0)
    return "Nobody was invited anew: these families were invited already, have a place or said no.";
  const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;
  return `${count(emails, "e-mail is", "e-mails are")} on the way, and ${count(letters, "letter waits", "letters wait")} to be printed.`;
}

type Chosen = NonNullable<InviteManyView["chosen"]>;

const Sessions = ({ ids }: { ids: readonly number[] }) =>
  ids.map((id) => <input key={id} type="hidden" name="session" value={id} />);

function Families({ view, chosen, reply }: Props & { chosen: Chosen }) {
  if (chosen.candidates.length === 0)
    return (
      <section id="pupil">
        <h2>Invite families</h2>
        <p>Nobody else of these grades has an absence that can be recovered and is not invited yet.</p>
      </section>
    );
  const ticked = reply?.values.pupil ?? [];
  return (
    <form method="post" action={paths.recoveryInviteMany(view.schoolId)} className="stack">
      <h2 id="pupil">Invite families</h2>
      <p className="text">
        {view.mailReady
          ? "Adults with educational rights get an e-mail; families without an address get a letter to print. "
          : "E-mail is not set up, so every invitation is a letter to print. "}
        Letters say that taking part is voluntary.
      </p>
      <Sessions ids={chosen.ids} />
      <Table
        caption={`Pupils with absences to recover, most days first: ${chosen.candidates.length} of ${chosen.total}`}
        columns={[
          {
            title: "Pupil",
            cell: (row) => <PickPupil pupilId={row.pupilId} name={row.name} ticked={ticked} />,
          },
          { title: "Days to recover", cell: (row) => row.days, number: true },
          { title: "Sessions to invite to", cell: (row) => row.sessions, number: true },
        ]}
        rows={chosen.candidates}
        rowKey={(row) => row.pupilId}
      />
      <TextField
        label="Or invite the first pupils of the whole list: how many?"
        hint="Leave it empty to invite the ticked pupils alone."
        short
        inputMode="numeric"
        field={fieldFrom(reply, "first")}
      />
      <Button>Send the invitations</Button>
    </form>
  );
}
