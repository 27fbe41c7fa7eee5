import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { type FormReply, fieldFrom, summaryOf } from "./form-reply.ts";
import type { RosterRow } from "./roster-view.ts";
import type { SessionView } from "./session-view.ts";
import { timeField } from "./times-form.ts";

export type StaysView = {
  session: Pick<SessionView, "schoolId" | "sessionId" | "times" | "subject" | "lock" | "rights">;
  row: RosterRow;
  history: { key: string; times: string; who: string; reason: string }[];
};
export type StaysReply = FormReply & { form: "stays" | "reattribution" };
type Props = { view: StaysView; reply: StaysReply | null };

/** One pupil's comings and goings in a session: to correct with a reason, and everything written before. */
export function StaysPage({ frame, view, reply }: Props & { frame: PageFrame }) {
  const { session, row, history } = view;
  const given = { view, reply };
  return (
    <Page
      frame={frame}
      title={`Times of ${row.name}`}
      lead={`${session.subject}, ${session.times}. ${row.words}`}
      above={
        <>
          <p>
            <a href={`${paths.recoverySession(session.schoolId, session.sessionId)}#p${row.pupilId}`}>
              Back to the session
            </a>
          </p>
          <ErrorSummary errors={summaryOf(reply)} />
        </>
      }
    >
      {row.trouble && <Notice kind="warn">{row.trouble}</Notice>}
      {session.lock && <Notice kind={session.lock.open ? "warn" : "info"}>{session.lock.words}</Notice>}
      {session.rights.run && <CorrectionForm {...given} />}
      {history.length > 0 && (
        <Table
          caption="Everything written down, newest first. The newest of each coming counts."
          columns={[
            { title: "Times", cell: (entry) => entry.times },
            { title: "Written", cell: (entry) => entry.who },
            { title: "Reason", cell: (entry) => entry.reason, words: true },
          ]}
          rows={history}
          rowKey={(entry) => entry.key}
        />
      )}
      <p>
        <a href={paths.pupilRecovery(session.schoolId, row.pupilId)}>The pupil's recovery</a>
      </p>
      {session.rights.run && session.rights.correct && history.length > 0 && <ReattributionForm {...given} />}
    </Page>
  );
}

function CorrectionForm({ view, reply: any }: Props) {
  const { session, row } = view;
  const reply = any?.form === "stays" ? any : null;
  const next = Math.max(0, ...row.stays.map(({ stay }) => stay)) + 1;
  const lines = [...row.stays, { stay: next, inAt: "", outAt: "" }];
  const field = (which: "in" | "out", stay: number, start: string) => {
    const name = timeField(which, row.pupilId, stay);
    return { ...fieldFrom(reply, name, start), value: reply?.values[name]?.[0] ?? start };
  };
  return (
    <form
      method="post"
      action={paths.recoveryStays(session.schoolId, session.sessionId, row.pupilId)}
      className="card stack"
    >
      <h2>Correct the times</h2>
      <p className="text">Empty both times to take back a tap. Nothing is erased.</p>
      {lines.map(({ stay, inAt, outAt }, index) => (
        <div className="fields" key={stay}>
          <TextField
            label={index === 0 ? "Came at" : "Came again at"}
            type="time"
            field={field("in", stay, inAt)}
          />
          <TextField
            label={index === 0 ? "Left at" : "Left again at"}
            type="time"
            field={field("out", stay, outAt)}
          />
        </div>
      ))}
      <TextField
        label="Why"
        hint="Needed when times change that were written down before."
        field={fieldFrom(reply, "reason", undefined, { maxLength: 300 })}
      />
      <Button>Save the times</Button>
    </form>
  );
}

/** For a pupil whom Aeries has given another number: the times move, with a reason; nothing is erased. */
function ReattributionForm({ view, reply: any }: Props) {
  const { session, row } = view;
  const reply = any?.form === "reattribution" ? any : null;
  return (
    <form
      method="post"
      action={paths.recoveryReattribution(session.schoolId, session.sessionId, row.pupilId)}
      className="card stack"
    >
      <h2>These times belong to another record</h2>
      <p className="text">
        When Aeries has merged this pupil with another record, or a pupil was mistaken for another, move the
        times there.
      </p>
      <TextField
        label="Student number of the right record"
        inputMode="numeric"
        short
        field={fieldFrom(reply, "studentNumber", undefined, { required: true, maxLength: 10 })}
      />
      <TextField
        label="Why"
        field={fieldFrom(reply, "moveReason", undefined, { required: true, maxLength: 300 })}
      />
      <TextField
        label="Who of the right pupil's family said yes, and how"
        hint="Needed where no answer is on record for this session."
        field={fieldFrom(reply, "movedSaidBy", undefined, { maxLength: 200 })}
      />
      <Button quiet>Move the times</Button>
    </form>
  );
}
