import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { recordView } from "#app/access/trace.server.ts";
import { ExportPage } from "#app/attendance/export-page.tsx";
import { exportAt } from "#app/attendance/export-post.server.ts";
import { isOpen } from "#app/attendance/export-steps.ts";
import { pageAsked } from "#app/attendance/export-view.ts";
import { readPupilNames } from "#app/attendance/read-exported-marks.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { howToImport } from "#app/recovery/export-item-words.ts";
import { recoveryExportView } from "#app/recovery/export-items-view.ts";
import { lookedAtSince, readMakeupList } from "#app/recovery/makeup-facts.server.ts";
import {
  readExportItems,
  readRecoveryExports,
  readSent,
} from "#app/recovery/read-recovery-exports.server.ts";
import { numberChanged, numbersChanged, recoveryDesk } from "#app/recovery/recovery-desk.server.ts";
import { Day } from "#app/ui/day.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Table } from "#app/ui/table.tsx";
import { writtenMoment } from "#app/ui/written-moment.ts";

export const meta: MetaFunction = () => [{ title: "Recovery to Aeries · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:export", params.schoolId);
  const at = exportAt(context, params);
  const view = await context.door.asActor(actor, async (tx) => {
    const [found] = await readRecoveryExports(tx, at.schoolId, { exportId: at.exportId });
    if (!found) return null;
    const items = await readExportItems(tx, at);
    const since = lookedAtSince(items[0]?.date ?? context.clock.today());
    const doneAt = found.steps.find(({ step }) => step === "done")?.at ?? context.clock.now();
    const told = await readSent(
      tx,
      { schoolId: at.schoolId, kind: found.kind, since },
      { exportId: at.exportId, doneAt },
    );
    const list = found.kind === "ATT" ? await readMakeupList(tx, at.schoolId) : null;
    const noFile = isOpen(found.state) && (await numberChanged(tx, at)) ? numbersChanged : null;
    const written = (moment: Temporal.Instant) => writtenMoment(moment, context.settings.timeZone);
    const facts = { schoolId: at.schoolId, export: found, desk: recoveryDesk, items, told, list, noFile };
    const drawn = recoveryExportView({ ...facts, written, page: pageAsked(request.url) });
    const names = await readPupilNames(tx, at.schoolId, drawn.pupilIds);
    await recordView(tx, actor, context.clock.now(), "recovery export", drawn.pupilIds);
    const rows = drawn.rows.map((row) => ({
      ...row,
      pupil: names.get(row.pupilId) ?? `Pupil ${row.pupilId}`,
    }));
    return { ...drawn, rows };
  });
  if (view === null) throw beyondScope(context);
  return { frame: frameOf(actor, "recovery"), schoolId: at.schoolId, view };
}

export default function RecoveryExport() {
  const { frame, view, schoolId } = useLoaderData<typeof loader>();
  const makeups = view.kind === "ATT";
  const one = (exportId: number) => (
    <a href={paths.recoveryExports.one(schoolId, exportId)}>{`export ${exportId}`}</a>
  );
  return (
    <ExportPage
      frame={frame}
      title={`Export ${view.export.id}: ${makeups ? "days made up" : "minutes of sessions"}`}
      view={view.export}
      what="rows"
      howToImport={howToImport[view.kind]}
      notices={
        (view.undoes !== null || view.undoneBy !== null) && (
          <Notice>
            {view.undoes !== null && <p>This takes back {one(view.undoes)}.</p>}
            {view.undoneBy !== null && <p>This is taken back by {one(view.undoneBy)}.</p>}
          </Notice>
        )
      }
    >
      <Table
        caption={`What changes in Aeries: ${view.setCount} set, ${view.clearCount} cleared`}
        rows={view.rows}
        rowKey={(row) => row.key}
        columns={[
          {
            title: "Pupil",
            cell: (row) => <a href={paths.pupilRecovery(schoolId, row.pupilId)}>{row.pupil}</a>,
          },
          { title: makeups ? "Absence" : "Session", cell: (row) => <Day day={row.date} /> },
          ...(makeups
            ? [{ title: "Day number", cell: (row: (typeof view.rows)[number]) => row.number, number: true }]
            : [
                {
                  title: "Session number",
                  cell: (row: (typeof view.rows)[number]) => row.number,
                  number: true,
                },
              ]),
          { title: "Aeries has", cell: (row) => row.was },
          { title: "Change to", cell: (row) => <strong>{row.becomes}</strong> },
          ...(makeups
            ? [{ title: "Comment", cell: (row: (typeof view.rows)[number]) => row.comment ?? "None" }]
            : []),
        ]}
      />
    </ExportPage>
  );
}
