import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { recordView } from "#app/access/trace.server.ts";
import { isOpen } from "#app/attendance/export-steps.ts";
import { namedBy, periodWords, stateWords } from "#app/attendance/export-words.ts";
import { proposeExport, takenInAeries } from "#app/attendance/exports.server.ts";
import { readCodeTitles, readPupilNames } from "#app/attendance/read-exported-marks.server.ts";
import { markExportTables, readExports } from "#app/attendance/read-exports.server.ts";
import { readDifference, readImportKeys } from "#app/attendance/read-outgoing.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { writtenMoment } from "#app/ui/written-moment.ts";
import { ExportsPage, type ExportsView } from "./exports-page.tsx";

export const meta: MetaFunction = () => [{ title: "Marks to Aeries · AP Tool" }];

const newestShown = 50;

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:export", params.schoolId);
  const { schoolId } = actor;
  const { clock, settings } = context;
  const view = await context.door.asActor(actor, async (tx): Promise<ExportsView | null> => {
    const keys = await readImportKeys(tx, schoolId);
    if (keys === null) return null;
    const exports = await readExports(tx, markExportTables, schoolId, { newest: newestShown });
    const difference = keys.home === "here" ? await readDifference(tx, schoolId, clock.today(), keys) : null;
    const held = difference?.held ?? [];
    const names = await readPupilNames(tx, schoolId, [...new Set(held.map((mark) => mark.pupilId))]);
    await recordView(tx, actor, clock.now(), "marks held back", [...names.keys()]);
    const named = namedBy(await readCodeTitles(tx, schoolId));
    const open = exports.find((each) => isOpen(each.state));
    return {
      proposeAction: paths.exports.list(schoolId),
      elsewhere: difference === null ? takenInAeries : null,
      readyCount: difference?.ready.length ?? 0,
      open: open ? { id: open.id, href: paths.exports.one(schoolId, open.id) } : null,
      held: held.map((mark) => ({
        key: `${mark.pupilId} ${mark.date} ${mark.period}`,
        pupil: names.get(mark.pupilId) ?? `Pupil ${mark.pupilId}`,
        date: mark.date.toString(),
        period: periodWords(mark.period),
        ours: named(mark.ourCode),
        reason: mark.reason,
      })),
      exports: exports.map((each) => ({
        id: each.id,
        href: paths.exports.one(schoolId, each.id),
        state: stateWords[each.state],
        markCount: each.itemCount,
        proposed: `${writtenMoment(each.proposedAt, settings.timeZone)}, ${each.proposedBy}`,
      })),
    };
  });
  if (view === null) throw beyondScope(context);
  return { frame: frameOf(actor, "exports"), view };
}

/** Proposes what changed. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:export", params.schoolId);
  const { schoolId } = actor;
  const proposed = await context.door.asActor(
    actor,
    (tx) => proposeExport(tx, actor, context.clock, schoolId),
    { again: true },
  );
  if (proposed.kind === "unknown") throw beyondScope(context);
  if (proposed.kind === "refused") return data({ problem: proposed.sentence }, { status: 409 });
  return redirect(paths.exports.one(schoolId, proposed.exportId));
}

export default function ExportsRoute() {
  const { frame, view } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem ?? null;
  return <ExportsPage frame={frame} view={view} problem={problem} />;
}
