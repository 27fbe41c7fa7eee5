import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { recordView } from "#app/access/trace.server.ts";
import { exportAddressOf } from "#app/attendance/export-address.ts";
import { isOpen } from "#app/attendance/export-steps.ts";
import { numberGone } from "#app/attendance/exports.server.ts";
import { importFile } from "#app/attendance/import-file.ts";
import { readCodeTitles, readExportedMarks } from "#app/attendance/read-exported-marks.server.ts";
import { readExports } from "#app/attendance/read-exports.server.ts";
import { readImportKeys } from "#app/attendance/read-outgoing.server.ts";
import { frameOf } from "#app/frame.ts";
import { ExportPage } from "./export-page.tsx";
import { viewOf } from "./view-of.ts";

export const meta: MetaFunction = () => [{ title: "Export to Aeries · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:export", params.schoolId);
  const at = exportAddressOf(params);
  if (at === null) throw beyondScope(context);
  const asked = Number(new URL(request.url).searchParams.get("page"));
  const page = Number.isSafeInteger(asked) && asked > 0 ? asked : 1;
  const view = await context.door.asActor(actor, async (tx) => {
    const [found] = await readExports(tx, at.schoolId, { exportId: at.exportId });
    if (!found) return null;
    const marks = await readExportedMarks(tx, at);
    const titles = await readCodeTitles(tx, at.schoolId);
    const keys = isOpen(found.state) ? await readImportKeys(tx, at.schoolId) : null;
    const noFile = keys && importFile(at.schoolId, marks, keys) === null ? numberGone : null;
    const { timeZone } = context.settings;
    const drawn = viewOf({ schoolId: at.schoolId, export: found, marks, titles, noFile, timeZone, page });
    await recordView(tx, actor, context.clock.now(), "export", drawn.pupilIds);
    return drawn.view;
  });
  if (view === null) throw beyondScope(context);
  return { frame: frameOf(actor, "exports"), view };
}

export default function ExportRoute() {
  const { frame, view } = useLoaderData<typeof loader>();
  return <ExportPage frame={frame} view={view} />;
}
