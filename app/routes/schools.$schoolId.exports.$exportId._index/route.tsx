import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { recordView } from "#app/access/trace.server.ts";
import { exportAt } from "#app/attendance/export-post.server.ts";
import { isOpen } from "#app/attendance/export-steps.ts";
import { pageAsked } from "#app/attendance/export-view.ts";
import { markDesk, numberGone } from "#app/attendance/exports.server.ts";
import { importFile } from "#app/attendance/import-file.ts";
import { readCodeTitles, readExportedMarks } from "#app/attendance/read-exported-marks.server.ts";
import { markExportTables, readExports } from "#app/attendance/read-exports.server.ts";
import { readImportKeys } from "#app/attendance/read-outgoing.server.ts";
import { frameOf } from "#app/frame.ts";
import { MarkExportPage } from "./export-page.tsx";
import { viewOf } from "./view-of.ts";

export const meta: MetaFunction = () => [{ title: "Export to Aeries · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:export", params.schoolId);
  const at = exportAt(context, params);
  const page = pageAsked(request.url);
  const view = await context.door.asActor(actor, async (tx) => {
    const [found] = await readExports(tx, markExportTables, at.schoolId, { exportId: at.exportId });
    if (!found) return null;
    const marks = await readExportedMarks(tx, at);
    const titles = await readCodeTitles(tx, at.schoolId);
    const keys = isOpen(found.state) ? await readImportKeys(tx, at.schoolId) : null;
    const noFile = keys && importFile(at.schoolId, marks, keys) === null ? numberGone : null;
    const { timeZone } = context.settings;
    const facts = { schoolId: at.schoolId, export: found, desk: markDesk, marks, titles, noFile };
    const drawn = viewOf({ ...facts, timeZone, page });
    await recordView(tx, actor, context.clock.now(), "export", drawn.pupilIds);
    return drawn.view;
  });
  if (view === null) throw beyondScope(context);
  return { frame: frameOf(actor, "exports"), view };
}

export default function ExportRoute() {
  const { frame, view } = useLoaderData<typeof loader>();
  return <MarkExportPage frame={frame} view={view} />;
}
