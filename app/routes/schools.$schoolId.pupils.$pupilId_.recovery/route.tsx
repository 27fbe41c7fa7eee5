import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { allows } from "#app/access/permissions.ts";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { pupilIdOf } from "#app/people/pupil-address.ts";
import { pupilLedger } from "#app/recovery/ledger.server.ts";
import { ledgerView } from "#app/recovery/ledger-view.ts";
import { MinimumDayForm, MinimumDayTable } from "#app/recovery/own-minimum-day-parts.tsx";
import { Day } from "#app/ui/day.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";

export const meta: MetaFunction = () => [{ title: "Pupil's recovery · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const pupilId = pupilIdOf(params);
  const ledger = pupilId && (await pupilLedger(context, actor, pupilId, context.clock.today()));
  if (!ledger) throw beyondScope(context);
  return {
    frame: frameOf(actor, "recovery"),
    schoolId: actor.schoolId,
    mayRecord: allows(actor.roles, "pupil:record"),
    view: ledgerView(ledger, context.settings.timeZone),
  };
}

export default function PupilRecovery() {
  const { frame, schoolId, mayRecord, view } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title={`${view.name}: recovery in ${view.year}`}
      lead={view.lead}
      above={
        <p className="row">
          <a href={paths.pupil(schoolId, view.pupilId)}>Back to the pupil</a>
          <a href={paths.pupilRecoverySummary(schoolId, view.pupilId, "en")}>For the family, in English</a>
          <a lang="es" href={paths.pupilRecoverySummary(schoolId, view.pupilId, "es")}>
            Para la familia, en español
          </a>
        </p>
      }
    >
      <DefinitionList facts={view.facts} />
      {view.minimumDays.length > 0 && <MinimumDayTable rows={view.minimumDays} />}
      {mayRecord && (
        <details className="stack">
          <summary>Enter a minimum day of the pupil's own</summary>
          <MinimumDayForm schoolId={schoolId} pupilId={view.pupilId} reply={null} />
        </details>
      )}
      <Table
        caption="Time in recovery, date by date"
        columns={[
          { title: "Date", cell: (row) => <Day day={row.date} /> },
          { title: "Sessions", cell: (row) => row.sessions },
          { title: "Attended", cell: (row) => row.attended, number: true },
          { title: "Credited", cell: (row) => row.credited, number: true },
          { title: "Kept after", cell: (row) => row.bank, number: true },
          { title: "How it was counted", cell: (row) => row.reason },
        ]}
        rows={view.steps}
        rowKey={(row) => row.date}
      />
      <Table
        caption="Days missed, and what became of them"
        columns={[
          { title: "Day missed", cell: (row) => <Day day={row.date} /> },
          { title: "What it was", cell: (row) => row.category },
          { title: "Recovery", cell: (row) => row.state },
        ]}
        rows={view.missed}
        rowKey={(row) => row.date}
      />
      {view.made.length > 0 && (
        <Table
          caption="Days earned, and what each is used for"
          columns={[
            { title: "Earned on", cell: (row) => <Day day={row.date} /> },
            { title: "From", cell: (row) => row.sessions, words: true },
            { title: "Used for", cell: (row) => row.use, words: true },
          ]}
          rows={view.made}
          rowKey={(row) => row.date}
        />
      )}
      {view.held.length > 0 && (
        <Table
          caption="Time that may not be claimed until a person decides"
          columns={[
            { title: "Date", cell: (row) => <Day day={row.date} /> },
            { title: "Session", cell: (row) => row.subject },
            { title: "Minutes", cell: (row) => row.minutes, number: true },
            { title: "Why", cell: (row) => row.reason, words: true },
          ]}
          rows={view.held}
          rowKey={(row) => row.sessionId}
        />
      )}
      {view.leftOut.length > 0 && (
        <Table
          caption="Time on record that does not count, and why"
          columns={[
            { title: "Date", cell: (row) => <Day day={row.date} /> },
            { title: "Session", cell: (row) => row.session },
            { title: "Minutes", cell: (row) => row.minutes, number: true },
            { title: "Why", cell: (row) => row.reason, words: true },
          ]}
          rows={view.leftOut}
          rowKey={(row) => row.key}
        />
      )}
      {view.flagged.length > 0 && (
        <Table
          caption="Days to look at"
          columns={[
            { title: "Day", cell: (row) => <Day day={row.date} /> },
            { title: "Why", cell: (row) => row.reason, words: true },
          ]}
          rows={view.flagged}
          rowKey={(row) => row.date + row.reason}
        />
      )}
      {view.history.length > 0 && (
        <Table
          caption="What was claimed and withdrawn, newest first"
          columns={[
            { title: "When", cell: (row) => row.at },
            { title: "Absence", cell: (row) => <Day day={row.absence} /> },
            { title: "Step", cell: (row) => row.step },
            { title: "Why", cell: (row) => row.reason, words: true },
          ]}
          rows={view.history}
          rowKey={(row) => row.id}
        />
      )}
      <Notice>
        Recovery restores funding only: the absence stays on record and still counts for truancy and chronic
        absence.
      </Notice>
    </Page>
  );
}
