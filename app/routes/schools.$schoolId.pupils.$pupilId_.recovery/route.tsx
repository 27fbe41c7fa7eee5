import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { pupilLedger } from "#app/recovery/ledger.server.ts";
import { ledgerView } from "#app/recovery/ledger-view.ts";
import { Day } from "#app/ui/day.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";

export const meta: MetaFunction = () => [{ title: "Pupil's recovery · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const pupilId = /^[1-9]\d{0,8}$/.test(params.pupilId ?? "") ? Number(params.pupilId) : 0;
  const ledger = await pupilLedger(context, actor, pupilId, context.clock.today());
  if (ledger === null) throw beyondScope(context);
  return { frame: frameOf(actor, "recovery"), schoolId: actor.schoolId, view: ledgerView(ledger) };
}

export default function PupilRecovery() {
  const { frame, schoolId, view } = useLoaderData<typeof loader>();
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
      <Notice>
        Recovery restores funding only: the absence stays on record and still counts for truancy and chronic
        absence.
      </Notice>
    </Page>
  );
}
