import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { exportAt, longestReason, postedWithdrawal } from "#app/attendance/export-post.server.ts";
import { readExports } from "#app/attendance/read-exports.server.ts";
import { WithdrawalPage } from "#app/attendance/withdrawal-page.tsx";
import { frameOf } from "#app/frame.ts";
import { recoveryDesk } from "#app/recovery/recovery-desk.server.ts";

export const meta: MetaFunction = () => [{ title: "Withdraw an export · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:export", params.schoolId);
  const at = exportAt(context, params);
  const [found] = await context.door.asActor(actor, (tx) =>
    readExports(tx, recoveryDesk.tables, at.schoolId, { exportId: at.exportId }),
  );
  if (!found) throw beyondScope(context);
  return {
    frame: frameOf(actor, "recovery"),
    exportId: at.exportId,
    lead: "Do not import its file. What it holds is then proposed again.",
    href: recoveryDesk.paths.one(at.schoolId, at.exportId),
    saveHref: recoveryDesk.paths.withdrawal(at.schoolId, at.exportId),
    longestReason,
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:export", params.schoolId);
  return postedWithdrawal(context, actor, params, recoveryDesk, await request.formData());
}

export default function WithdrawalRoute() {
  return <WithdrawalPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>()} />;
}
