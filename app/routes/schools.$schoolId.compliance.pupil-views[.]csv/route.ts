import type { LoaderFunctionArgs } from "@remix-run/node";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { authorOf, recordChange, recordView } from "#app/access/trace.server.ts";
import { viewsOfPupil } from "#app/compliance/search.server.ts";
import { readSearch } from "#app/compliance/search.ts";
import { viewsFile } from "#app/compliance/views-file.ts";
import { fileAnswer } from "#app/ui/file-answer.ts";

/** Every view of one pupil, as a file for a parent who asks. Making it is a view and is put on record. */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "compliance:read", params.schoolId);
  const { schoolId } = actor;
  const { pupilId } = readSearch(new URL(request.url).searchParams).search;
  if (pupilId === null) throw beyondScope(context);
  const now = context.clock.now();
  const views = await context.door.asActor(actor, async (tx) => {
    const views = await viewsOfPupil(tx, schoolId, pupilId);
    if (views.length === 0) throw beyondScope(context);
    await recordView(tx, actor, now, "record of views, as a file", [pupilId]);
    await recordChange(tx, authorOf(actor), now, {
      schoolId,
      action: "record of views taken out",
      subject: `student ID ${pupilId}`,
      pupilIds: [pupilId],
      after: { views: views.length },
    });
    return views;
  });
  return fileAnswer(
    "csv",
    `views-of-${pupilId}-${context.clock.today()}.csv`,
    viewsFile(views, context.settings.timeZone),
  );
}
