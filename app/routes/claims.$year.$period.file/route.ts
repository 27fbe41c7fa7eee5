import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { claimReportAsked } from "#app/recovery/claim-report-request.server.ts";
import { claimReportLines, reportFileName } from "#app/recovery/claim-report-view.ts";
import { csv } from "#app/ui/csv.ts";
import { fileAnswer } from "#app/ui/file-answer.ts";

/** A period's report of the whole district as CSV. It counts days and names no pupil. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "claims:read", "district");
  const { view } = await claimReportAsked(context, actor, request, params);
  return fileAnswer("csv", reportFileName(view), csv(claimReportLines(view)));
}
