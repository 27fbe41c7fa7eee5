import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { Actor } from "#app/access/actor.ts";
import { allows } from "#app/access/permissions.ts";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { recordView } from "#app/access/trace.server.ts";
import { isOpen } from "#app/attendance/export-steps.ts";
import { stateWords } from "#app/attendance/export-words.ts";
import { readPupilNames } from "#app/attendance/read-exported-marks.server.ts";
import type { RequestContext } from "#app/context.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { kindWords } from "#app/recovery/export-item-words.ts";
import { minutesThatCount } from "#app/recovery/minutes-that-count.server.ts";
import type { AttestedMinutes } from "#app/recovery/outgoing-minutes.ts";
import { readRecoveryDifference } from "#app/recovery/read-recovery-difference.server.ts";
import { readRecoveryExports } from "#app/recovery/read-recovery-exports.server.ts";
import { proposeRecoveryExport } from "#app/recovery/recovery-exports.server.ts";
import { writtenMoment } from "#app/ui/written-moment.ts";
import { RecoveryExportsPage, type RecoveryExportsView } from "./exports-page.tsx";

export const meta: MetaFunction = () => [{ title: "Recovery to Aeries · AP Tool" }];

const newestShown = 50;
const kinds = ["ATT", "ATD"] as const;

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:export", params.schoolId);
  const counted = await minutesThatCount(context, actor.schoolId);
  const view = await context.door.asActor(actor, (tx) => viewFor(context, tx, actor, counted));
  return { frame: frameOf(actor, "recovery"), view };
}

async function viewFor(
  context: RequestContext,
  tx: Tx,
  actor: Actor,
  counted: readonly AttestedMinutes[],
): Promise<RecoveryExportsView> {
  const { schoolId } = actor;
  const { clock, settings } = context;
  const exports = await readRecoveryExports(tx, schoolId, { newest: newestShown });
  const differences = await Promise.all(
    kinds.map(async (kind) => ({
      kind,
      ...(await readRecoveryDifference(tx, schoolId, kind, {
        today: clock.today(),
        counted,
      })),
    })),
  );
  const held = differences.flatMap((each) => each.held.map((item) => ({ ...item, kind: each.kind })));
  const names = await readPupilNames(tx, schoolId, [...new Set(held.map((item) => item.pupilId))]);
  await recordView(tx, actor, clock.now(), "recovery held back from Aeries", [...names.keys()]);
  const href = (exportId: number) => paths.recoveryExports.one(schoolId, exportId);
  return {
    action: paths.recoveryExports.list(schoolId),
    links: [
      { label: "Why does it differ?", href: paths.recoveryDifferences(schoolId) },
      { label: "Upload a list of make-ups from Aeries", href: paths.makeupLists(schoolId) },
      ...(allows(actor.roles, "recovery:book")
        ? [{ label: "Take over a sheet of times", href: paths.recoverySheets(schoolId) }]
        : []),
    ],
    waiting: differences.map(({ kind, ready }) => {
      const open = exports.find((each) => each.kind === kind && isOpen(each.state));
      const setCount = ready.filter(({ action }) => action === "set").length;
      return {
        kind,
        ...kindWords[kind],
        setCount,
        clearCount: ready.length - setCount,
        open: open ? { id: open.id, href: href(open.id) } : null,
      };
    }),
    held: held.map((item) => ({
      key: `${item.kind} ${item.pupilId} ${item.date} ${item.sessionId}`,
      pupil: names.get(item.pupilId) ?? `Pupil ${item.pupilId}`,
      date: item.date.toString(),
      what: kindWords[item.kind].title,
      reason: item.reason,
    })),
    exports: exports.map((each) => ({
      id: each.id,
      href: href(each.id),
      what: each.undoes === null ? kindWords[each.kind].title : `Takes back export ${each.undoes}`,
      state: stateWords[each.state],
      rows: each.itemCount,
      proposed: `${writtenMoment(each.proposedAt, settings.timeZone)}, ${each.proposedBy}`,
    })),
  };
}

/** Proposes what changed of the posted kind. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:export", params.schoolId);
  const { schoolId } = actor;
  const asked = (await request.formData()).get("kind");
  const kind = kinds.find((each) => each === asked);
  if (kind === undefined)
    return data({ problem: "Choose what to propose: the make-ups or the minutes." }, { status: 400 });
  const proposed = await proposeRecoveryExport(context, actor, kind);
  if (proposed.kind === "unknown") throw beyondScope(context);
  if (proposed.kind === "refused") return data({ problem: proposed.sentence }, { status: 409 });
  return redirect(paths.recoveryExports.one(schoolId, proposed.exportId));
}

export default function RecoveryExports() {
  const { frame, view } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem ?? null;
  return <RecoveryExportsPage frame={frame} view={view} problem={problem} />;
}
