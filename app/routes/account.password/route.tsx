import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { changePassword } from "#app/access/change-password.server.ts";
import { shortestPassword } from "#app/access/password-rule.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { SignInRefused } from "#app/access/sign-in-refused.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Change your password · AP Tool" }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "account:own", "any");
  return { frame: frameOf(actor) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "account:own", "any");
  const form = await request.formData();
  const typed = (name: string) => String(form.get(name) ?? "");
  try {
    await changePassword(context, request, actor, {
      current: typed("current"),
      password: typed("password"),
      again: typed("again"),
    });
  } catch (refusal) {
    if (!(refusal instanceof SignInRefused)) throw refusal;
    return data({ error: refusal.message }, { status: refusal.status });
  }
  return redirect(paths.account());
}

export default function Password() {
  const { frame } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const secret = (name: string) => ({ id: name, name, required: true, maxLength: 200 });
  return (
    <Page
      frame={frame}
      title="Change your password"
      lead="Everywhere else you are signed in, you will be signed out."
      above={refused && <ErrorSummary errors={[{ text: refused.error, href: "#current" }]} />}
    >
      <form method="post" className="card narrow stack">
        <TextField
          label="Current password"
          type="password"
          autoComplete="current-password"
          field={secret("current")}
        />
        <TextField
          label="New password"
          hint={`At least ${shortestPassword} characters. A few words are fine.`}
          type="password"
          autoComplete="new-password"
          field={secret("password")}
        />
        <TextField
          label="New password again"
          type="password"
          autoComplete="new-password"
          field={secret("again")}
        />
        <Button>Change password</Button>
      </form>
    </Page>
  );
}
