import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { authenticatorFor } from "#app/access/authenticator.server.ts";
import { nextOf } from "#app/access/next-path.ts";
import { findSession, startSession } from "#app/access/session.server.ts";
import { SignInRefused } from "#app/access/sign-in-refused.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { openFrame, Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Sign in · AP Tool" }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const next = nextOf(request);
  // A form that was refused is drawn by this loader too; it is posted by someone not yet signed in.
  const state = await findSession(context, request);
  if (state?.live && state.stage === "full") throw redirect(next ?? paths.home());
  const formKept = next?.startsWith("/held/") ?? false;
  return { formKept, ended: new URL(request.url).searchParams.get("ended") === "1" };
}

export async function action({ context, request }: ActionFunctionArgs) {
  try {
    const person = await authenticatorFor(context).authenticate("password", request);
    return redirect(paths.signInCode(nextOf(request)), {
      headers: { "Set-Cookie": await startSession(context, request, person.userId, "password") },
    });
  } catch (refusal) {
    if (!(refusal instanceof SignInRefused)) throw refusal;
    return data({ error: refusal.message, email: refusal.email }, { status: refusal.status });
  }
}

export default function SignIn() {
  const { ended, formKept } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      frame={openFrame}
      title="Sign in"
      above={
        refused && (
          <ErrorSummary
            title="You are not signed in yet"
            errors={[{ text: refused.error, href: "#email" }]}
          />
        )
      }
    >
      {ended && (
        <Notice kind="warn">
          {formKept
            ? "Your session had ended, so what you sent is not saved yet. We kept it: sign in and send it again."
            : "Your session has ended. If you had just sent a form, check after signing in whether it was saved."}
        </Notice>
      )}
      <form method="post" className="card narrow stack">
        <TextField
          label="Email"
          type="email"
          autoComplete="username"
          field={{ id: "email", name: "email", value: refused?.email, required: true, maxLength: 254 }}
        />
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          field={{ id: "password", name: "password", required: true, maxLength: 200 }}
        />
        <Button>Continue</Button>
      </form>
    </Page>
  );
}
