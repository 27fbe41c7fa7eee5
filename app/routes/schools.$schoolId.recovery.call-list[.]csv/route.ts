import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/access/require-actor.server.ts";
import { loadCallList } from "#app/reports/season/call-list.server.ts";
import { callListFile } from "#app/reports/season/call-list.ts";
import { fileAnswer } from "#app/ui/file-answer.ts";

/** The whole call list of a school as a sheet. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:book", params.schoolId);
  const { rows } = await loadCallList(context, actor, {
    from: 1,
    most: Number.POSITIVE_INFINITY,
    asFile: true,
  });
  return fileAnswer(
    "csv",
    `recovery-calls-${actor.schoolId}-${context.clock.today()}.csv`,
    callListFile(rows),
  );
}
