import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { loadSummary } from "#app/recovery/families/load-summary.server.ts";
import { summaryPdf } from "#app/recovery/print/summary-pdf.server.ts";
import { fileAnswer } from "#app/ui/file-answer.ts";

/** A pupil's recovery for the family, on paper. The file's name says nobody's. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const summary = await loadSummary(context, actor, params);
  const today = context.clock.today();
  return fileAnswer("pdf", `recovery-${summary.language}-${today}.pdf`, await summaryPdf(summary, today));
}
