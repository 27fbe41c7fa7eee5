import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { loadHeadcount } from "#app/recovery/headcount.server.ts";
import { headcountFile } from "#app/recovery/headcount-file.ts";
import { fileAnswer } from "#app/ui/file-answer.ts";

/** The headcount as a file for the kitchen's and the buses' own sheets. */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const { from, through, days } = await loadHeadcount(context, actor, new URL(request.url).searchParams);
  return fileAnswer("csv", `headcount-${from}-to-${through}.csv`, headcountFile(days));
}
