import { paths } from "#app/paths.ts";
import { Day } from "#app/ui/day.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { StatusTag } from "#app/ui/status-tag.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Alongside } from "./alongside.tsx";
import { BookingForm } from "./booking-form.tsx";
import { AttestationForm, CancellationForm, UnlockForm, WalkInForm } from "./day-forms.tsx";
import { DoorRoster, ForgottenSignOuts } from "./door-roster.tsx";
import { type FormReply, summaryOf } from "./form-reply.ts";
import type { WaitingRow } from "./line-view.ts";
import { NextStep } from "./next-step.tsx";
import { CapacityForm, PurposeForm, TeachersForm } from "./planning-forms.tsx";
import { ReleaseForm } from "./release-form.tsx";
import { roomLabel } from "./session.ts";
import type { SessionState } from "./session-state.ts";
import type { SessionView } from "./session-view.ts";
import { Troubles } from "./troubles.tsx";

/** Which form of the page came back. */
export type SessionForm =
  | "bookings"
  | "release"
  | "presence"
  | "taps"
  | "walk-ins"
  | "attestation"
  | "unlock"
  | "cancellation"
  | "teachers"
  | "capacity"
  | "purpose";
export type SessionReply = FormReply & { form: SessionForm };

const states: Record<SessionState, { kind: "info" | "good" | "warn" | "off"; word: string }> = {
  planned: { kind: "info", word: "Planned" },
  running: { kind: "warn", word: "Running now" },
  over: { kind: "warn", word: "Waits for the teacher's attestation" },
  attested: { kind: "good", word: "Attested" },
  cancelled: { kind: "off", word: "Cancelled" },
};

const passedOver: Column<WaitingRow> = {
  title: "Passed over",
  cell: (row) => row.passedOver ?? "–",
  words: true,
};

/** One session: who comes, who waits, who could come, who was there. Prints as its roster. */
export function SessionPage(props: { frame: PageFrame; view: SessionView; reply?: SessionReply | null }) {
  const { frame, view, reply } = props;
  const { rights, schoolId } = view;
  const replyTo = (form: SessionForm) => (reply?.form === form ? reply : null);
  return (
    <Page
      frame={frame}
      title={`${view.subject}, ${view.grades}`}
      lead={
        <>
          <Day day={view.date} />, {view.times}, {roomLabel(view.room)}, {view.teacher}
        </>
      }
      above={
        <>
          <p>
            <a href={paths.recovery(schoolId, view.date)}>All sessions of this week</a>
          </p>
          <ErrorSummary errors={summaryOf(reply)} />
        </>
      }
    >
      <DefinitionList
        facts={[
          {
            term: "State",
            is: <StatusTag kind={states[view.state].kind}>{states[view.state].word}</StatusTag>,
          },
          { term: "Places", is: view.seats },
          ...(view.invitations
            ? [
                {
                  term: "Families",
                  is: (
                    <>
                      {view.invitations}{" "}
                      <a href={paths.recoveryInvitations(schoolId, view.sessionId)}>
                        Invitations and answers
                      </a>
                    </>
                  ),
                },
              ]
            : []),
          ...(view.ratio ? [{ term: "Ratio", is: view.ratio }] : []),
          ...view.purpose.facts,
        ]}
      />
      <NextStep view={view} />
      <Alongside view={view} />
      {view.cancelled !== null && <Notice kind="warn">This session was cancelled: {view.cancelled}</Notice>}
      <Troubles sentences={view.troubles} />
      <Troubles sentences={view.gaveBack} />
      {view.held.length > 0 && (
        <Notice kind="bad">
          {view.held.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <a href={paths.recoveryHold(schoolId, view.sessionId)}>What was found, and the decision</a>
        </Notice>
      )}
      {!view.ratioKept && view.held.length === 0 && (
        <Notice kind="bad">
          {view.ratio} Minutes of a session over the ratio may not be claimed: ask the recovery coordinator.
        </Notice>
      )}
      {view.lock && <Notice kind={view.lock.open ? "warn" : "info"}>{view.lock.words}</Notice>}
      {view.uncovered > 0 && (
        <Notice kind="warn">
          {view.uncovered === 1 ? "The times of 1 pupil" : `The times of ${view.uncovered} pupils`} changed
          after the attestation. They count only as far as the statement has them too, until a teacher of the
          session attests anew (AR-SES-3).
        </Notice>
      )}
      {view.whoAttests && <Notice kind="warn">{view.whoAttests}</Notice>}
      <ForgottenSignOuts view={view} endsAt={view.endsAt} />
      <DoorRoster view={view} reply={replyTo("taps")} />
      {view.roster.length > 0 && (
        <div className="row">
          <a href={paths.recoveryRoster(schoolId, view.sessionId)}>Roster to print</a>
          {rights.run && (
            <a href={paths.recoveryPresence(schoolId, view.sessionId)}>Enter all times from the roster</a>
          )}
        </div>
      )}
      {rights.attest && <AttestationForm view={view} />}
      {rights.run && <WalkInForm view={view} reply={replyTo("walk-ins")} />}
      {rights.unlock && <UnlockForm view={view} reply={replyTo("unlock")} />}
      {view.waiting.length > 0 && (
        <Table
          caption="Waiting list, most days to recover first, brothers and sisters together. A place that becomes free goes to the first who may come."
          columns={[
            {
              title: "Pupil",
              cell: (row) => <a href={paths.pupilRecovery(schoolId, row.pupilId)}>{row.name}</a>,
            },
            { title: "Grade", cell: (row) => row.grade, whole: true },
            { title: "Days to recover", cell: (row) => row.days, number: true },
            ...(view.waiting.some((row) => row.passedOver !== null) ? [passedOver] : []),
          ]}
          rows={view.waiting}
          rowKey={(row) => row.pupilId}
        />
      )}
      {rights.book && <BookingForm view={view} reply={replyTo("bookings")} />}
      {(rights.book || replyTo("release")) && <ReleaseForm view={view} reply={replyTo("release")} />}
      <PurposeForm view={view} reply={replyTo("purpose")} />
      <TeachersForm view={view} reply={replyTo("teachers")} />
      <CapacityForm view={view} reply={replyTo("capacity")} />
      {rights.cancel && <CancellationForm view={view} reply={replyTo("cancellation")} />}
    </Page>
  );
}
