import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { exportAddressOf } from "#app/attendance/export-address.ts";
import { takeStep } from "#app/attendance/exports.server.ts";
import { readExports } from "#app/attendance/read-exports.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Withdraw an export · AP Tool" }];

const longestReason = 200;

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:export", params.schoolId);
  const at = exportAddressOf(params);
  const [found] = at
    ? await context.door.asActor(actor, (tx) => readExports(tx, at.schoolId, { exportId: at.exportId }))
    : [];
  if (!at || !found) throw beyondScope(context);
  return {
    frame: frameOf(actor, "exports"),
    exportId: at.exportId,
    done: found.state === "done",
    href: paths.export(at.schoolId, at.exportId),
    saveHref: paths.exportWithdrawal(at.schoolId, at.exportId),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:export", params.schoolId);
  const at = exportAddressOf(params);
  if (at === null) throw beyondScope(context);
  const given = (await request.formData()).get("reason");
  const reason = typeof given === "string" ? given.trim() : "";
  if (reason.length > longestReason)
    return data({ reason, sentence: `Shorten the reason to ${longestReason} letters.` }, { status: 400 });
  const taken = await context.door.asActor(
    actor,
    (tx) => takeStep(tx, actor, context.clock, { ...at, step: "withdrawn", reason }),
    { again: true },
  );
  if (taken.kind === "unknown") throw beyondScope(context);
  if (taken.kind === "refused") return data({ reason, sentence: taken.sentence }, { status: 400 });
  return redirect(paths.export(at.schoolId, at.exportId));
}

export default function WithdrawalRoute() {
  const { frame, exportId, done, href, saveHref } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      frame={frame}
      title={`Withdraw export ${exportId}`}
      lead={
        done
          ? "What Aeries has not taken of it is then proposed again."
          : "Do not import its file. Its marks are then proposed again."
      }
      above={
        refused && (
          <ErrorSummary title="Not withdrawn yet" errors={[{ text: refused.sentence, href: "#reason" }]} />
        )
      }
    >
      <form method="post" action={saveHref} className="card narrow stack">
        <TextField
          label="Reason"
          hint="Kept with the export for whoever looks at it later. Leave pupils' names out."
          field={{
            id: "reason",
            name: "reason",
            value: refused?.reason,
            error: refused?.sentence,
            required: true,
            maxLength: longestReason,
          }}
        />
        <div className="row">
          <Button danger>Withdraw</Button>
          <LinkButton quiet href={href}>
            Keep it
          </LinkButton>
        </div>
      </form>
    </Page>
  );
}
