import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { notFound, requireActor } from "#app/access/require-actor.server.ts";
import { authorOf, recordChange, recordView } from "#app/access/trace.server.ts";
import { paths } from "#app/paths.ts";
import { readStas } from "#app/recovery/stas.server.ts";
import { stasLines } from "#app/recovery/stas.ts";
import { csv } from "#app/ui/csv.ts";
import { fileAnswer } from "#app/ui/file-answer.ts";

/**
 * STAS 13.24 of a year as CSV. A file that CALPADS would refuse is not made: the page names its rows. Taking it out is
 * put on record at every school whose pupils it holds, with the settings it was worked out with.
 */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "claims:read", "district");
  if (!/^20\d\d$/.test(params.year ?? "")) throw notFound();
  const year = Number(params.year);
  const { rows, problems, until, settings } = await readStas(context, year);
  if (problems.length > 0) return redirect(paths.stas(year));
  const now = context.clock.now();
  await context.door.asActor(actor, async (tx) => {
    for (const [schoolId, its] of Map.groupBy(rows, (row) => row.schoolId)) {
      const pupilIds = its.map(({ pupilId }) => pupilId);
      await recordView(tx, { ...actor, schoolId }, now, "recovered days for CALPADS, as a file", pupilIds);
      await recordChange(tx, authorOf(actor), now, {
        schoolId,
        action: "recovered days taken out for CALPADS",
        subject: `STAS 13.24 of ${year}`,
        pupilIds,
        after: {
          rows: its.length,
          through: until.toString(),
          settings: settings.map(({ term, is }) => [term, is]),
        },
      });
    }
  });
  return fileAnswer("csv", `stas-13-24-${year}-${until}.csv`, csv(stasLines(rows)));
}
