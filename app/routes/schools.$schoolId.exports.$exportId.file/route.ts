import type { LoaderFunctionArgs } from "@remix-run/node";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { exportAddressOf } from "#app/attendance/export-address.ts";
import { downloadExport } from "#app/attendance/exports.server.ts";

/** The import file. Asking for it is a step of the export, so what only looks ahead or at the headers gets none. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:export", params.schoolId);
  const at = exportAddressOf(params);
  if (at === null) throw beyondScope(context);
  if (request.method === "HEAD" || /prefetch/.test(request.headers.get("Sec-Purpose") ?? ""))
    return plain(405, "This file is made when it is downloaded.");
  const download = await context.door.asActor(actor, (tx) => downloadExport(tx, actor, context.clock, at));
  if (download.kind === "unknown") throw beyondScope(context);
  if (download.kind !== "file")
    return plain(409, download.kind === "refused" ? download.sentence : "There is no file any more.");
  return new Response(download.text, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${download.name}"`,
      "Cache-Control": "no-store",
    },
  });
}

const plain = (status: number, text: string) =>
  new Response(text, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });
