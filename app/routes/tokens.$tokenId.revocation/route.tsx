import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { Actor } from "#app/access/actor.ts";
import { revokeToken } from "#app/access/make-token.server.ts";
import { numberInAddress } from "#app/access/number-in-address.ts";
import { notFound, requireActor } from "#app/access/require-actor.server.ts";
import { longestRevocationReason, revocationForm } from "#app/access/token-form.ts";
import { listTokens } from "#app/access/token-list.server.ts";
import { authorOf } from "#app/access/trace.server.ts";
import type { RequestContext } from "#app/context.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/field.tsx";
import { fieldOf, formErrors } from "#app/ui/form.ts";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Revoke an API token · AP Tool" }];

async function tokenAt(context: RequestContext, actor: Actor, text: string | undefined) {
  const [token] = await context.door.asActor(actor, (tx) => listTokens(tx, numberInAddress(text)));
  if (!token) throw notFound();
  return token;
}

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "tokens:manage", "district");
  const { id, name } = await tokenAt(context, actor, params.tokenId);
  return { frame: frameOf(actor, "tokens"), id, name };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "tokens:manage", "district");
  const { id } = await tokenAt(context, actor, params.tokenId);
  const submission = parseWithZod(await request.formData(), { schema: revocationForm });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { reason } = submission.value;
  await context.door.asActor(actor, (tx) =>
    revokeToken(tx, authorOf(actor), context.clock.now(), id, reason),
  );
  return redirect(paths.token(id));
}

export default function Revocation() {
  const { frame, id, name } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<{ reason: string }>({
    id: "revocation",
    lastResult: useActionData<typeof action>(),
  });
  return (
    <Page
      frame={frame}
      title={`Revoke ${name}`}
      lead="From the next call on the API refuses it. This cannot be taken back: a script that needs the API again needs a new token."
      above={<ErrorSummary errors={formErrors(form, [fields.reason])} />}
    >
      <form
        method="post"
        action={paths.tokenRevocation(id)}
        className="card narrow stack"
        id={form.id}
        noValidate
      >
        <TextField
          label="Reason"
          hint="Kept with the token for whoever looks at it later."
          field={{ ...fieldOf(fields.reason), required: true, maxLength: longestRevocationReason }}
        />
        <div className="row">
          <Button danger>Revoke</Button>
          <LinkButton quiet href={paths.token(id)}>
            Keep it
          </LinkButton>
        </div>
      </form>
    </Page>
  );
}
