import { data, redirect } from "@remix-run/node";
import type { Actor } from "#app/access/actor.ts";
import { beyondScope } from "#app/access/require-actor.server.ts";
import type { RequestContext } from "#app/context.ts";
import { fileAnswer } from "#app/ui/file-answer.ts";
import { exportAddressOf } from "./export-address.ts";
import { downloadExport, type ExportDesk, takeStep } from "./export-desk.server.ts";

type Params = { schoolId?: string; exportId?: string };

/** The export that an address names. @throws Response 404 for an address that can be none */
export function exportAt(context: RequestContext, params: Params) {
  const at = exportAddressOf(params);
  if (at === null) throw beyondScope(context);
  return at;
}

/** Takes a step that was posted and goes back to the export; one that cannot be taken answers 409 with why. */
export async function postedStep(
  context: RequestContext,
  actor: Actor,
  params: Params,
  desk: ExportDesk,
  step: "approved" | "done",
) {
  const at = exportAt(context, params);
  const taken = await context.door.asActor(
    actor,
    (tx) => takeStep(tx, actor, context.clock, desk, { ...at, step }),
    { again: true },
  );
  if (taken.kind === "unknown") throw beyondScope(context);
  if (taken.kind === "refused") return data({ sentence: taken.sentence }, { status: 409 });
  return redirect(desk.paths.one(at.schoolId, at.exportId));
}

export const longestReason = 200;

/** Withdraws an export for the reason that was posted; what cannot be accepted comes back with 400. */
export async function postedWithdrawal(
  context: RequestContext,
  actor: Actor,
  params: Params,
  desk: ExportDesk,
  form: FormData,
) {
  const at = exportAt(context, params);
  const given = form.get("reason");
  const reason = typeof given === "string" ? given.trim() : "";
  if (reason.length > longestReason)
    return data({ reason, sentence: `Shorten the reason to ${longestReason} letters.` }, { status: 400 });
  const taken = await context.door.asActor(
    actor,
    (tx) => takeStep(tx, actor, context.clock, desk, { ...at, step: "withdrawn", reason }),
    { again: true },
  );
  if (taken.kind === "unknown") throw beyondScope(context);
  if (taken.kind === "refused") return data({ reason, sentence: taken.sentence }, { status: 400 });
  return redirect(desk.paths.one(at.schoolId, at.exportId));
}

/** The import file. Asking for it is a step of the export, so what only looks ahead or at the headers gets none. */
export async function answerWithFile(
  context: RequestContext,
  actor: Actor,
  params: Params,
  desk: ExportDesk,
  request: Request,
): Promise<Response> {
  const at = exportAt(context, params);
  if (request.method === "HEAD" || /prefetch/.test(request.headers.get("Sec-Purpose") ?? ""))
    return plain(405, "This file is made when it is downloaded.");
  const download = await context.door.asActor(actor, (tx) =>
    downloadExport(tx, actor, context.clock, desk, at),
  );
  if (download.kind === "unknown") throw beyondScope(context);
  if (download.kind !== "file")
    return plain(409, download.kind === "refused" ? download.sentence : "There is no file any more.");
  return fileAnswer("csv", download.name, download.text);
}

const plain = (status: number, text: string) =>
  new Response(text, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });
