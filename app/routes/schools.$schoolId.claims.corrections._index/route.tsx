import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { allows } from "#app/access/permissions.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { recordView } from "#app/access/trace.server.ts";
import { displayDay, formatDay } from "#app/calendar/day.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { listCorrections } from "#app/recovery/correction-list.server.ts";
import { Day } from "#app/ui/day.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { writtenMoment } from "#app/ui/written-moment.ts";

export const meta: MetaFunction = () => [{ title: "Corrections · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "claims:read", params.schoolId);
  const corrections = await context.door.asActor(actor, async (tx) => {
    const listed = await listCorrections(tx, actor.schoolId);
    const pupilIds = [...new Set(listed.map(({ pupilId }) => pupilId))];
    await recordView(tx, actor, context.clock.now(), "corrections of certified periods", pupilIds);
    return listed;
  });
  const moment = (at: Temporal.Instant) => writtenMoment(at, context.settings.timeZone);
  return {
    frame: frameOf(actor, "claims"),
    schoolId: actor.schoolId,
    maySettle: allows(actor.roles, "recovery:correct"),
    rows: corrections.map((one) => ({
      id: one.id,
      pupilId: one.pupilId,
      name: one.name,
      day: formatDay(one.absenceDate),
      what: `${one.change === "removed" ? "Take back" : "Add"} in ${one.period} through ${displayDay(one.through)}`,
      reason: one.reason,
      raised: moment(one.at),
      settled: one.settlement
        ? `${one.settlement.outcome === "reported" ? "Reported" : "Not needed"}: ${one.settlement.reason} (${one.settlement.by}, ${moment(one.settlement.at)})`
        : null,
    })),
  };
}

export default function Corrections() {
  const { frame, schoolId, maySettle, rows } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title="Corrections of certified periods"
      lead="Days of a certified report that no longer stand, and days that belong to it now. Report each to the county, or say why it needs no report."
      above={
        <p>
          <a href={paths.schoolClaims(schoolId)}>Claims of this school</a>
        </p>
      }
    >
      {rows.length === 0 ? (
        <Empty title="Nothing to correct">Every day of the certified periods still stands.</Empty>
      ) : (
        <Table
          caption="Corrections, those to settle first"
          columns={[
            {
              title: "Pupil",
              cell: (row) => <a href={paths.pupilRecovery(schoolId, row.pupilId)}>{row.name}</a>,
            },
            { title: "Absence", cell: (row) => <Day day={row.day} /> },
            { title: "Correction", cell: (row) => row.what },
            { title: "Why", cell: (row) => row.reason, words: true },
            { title: "Raised", cell: (row) => row.raised },
            {
              title: "Settled",
              cell: (row) =>
                row.settled ??
                (maySettle ? (
                  <a href={paths.claimCorrectionSettlement(schoolId, row.id)}>{`Settle ${row.id}`}</a>
                ) : (
                  "Not yet"
                )),
              words: true,
            },
          ]}
          rows={rows}
          rowKey={(row) => row.id}
        />
      )}
    </Page>
  );
}
