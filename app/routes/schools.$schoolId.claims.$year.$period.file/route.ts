import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { claimReportAsked } from "#app/recovery/claim-report-request.server.ts";
import { claimReportLines, reportFileName } from "#app/recovery/claim-report-view.ts";
import { csv } from "#app/ui/csv.ts";
import { fileAnswer } from "#app/ui/file-answer.ts";

/** A school's lines of a period's report as CSV. It counts days and names no pupil. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "claims:read", params.schoolId);
  const { view } = await claimReportAsked(context, actor, request, params);
  return fileAnswer("csv", reportFileName(view, actor.schoolId), csv(claimReportLines(view)));
}
