import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { confirmEnrolment, secretToEnrol } from "#app/access/enrol.server.ts";
import { rememberBrowser } from "#app/access/known-browser.server.ts";
import { nextOf } from "#app/access/next-path.ts";
import { shortestPassword } from "#app/access/password-rule.ts";
import { startSession } from "#app/access/session.server.ts";
import { showOnce } from "#app/access/shown-once.server.ts";
import { SignInRefused } from "#app/access/sign-in-refused.ts";
import { enrolmentOf } from "#app/access/totp.server.ts";
import { requireWaitingPerson } from "#app/access/waiting-person.server.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/field.tsx";
import { openFrame, Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Set up your sign-in · AP Tool" }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const person = await requireWaitingPerson(context, request);
  if (person.enrolled) throw redirect(paths.signInCode(nextOf(request)));
  return enrolmentOf(await secretToEnrol(context, person), person.email, "AP Tool");
}

export async function action({ context, request }: ActionFunctionArgs) {
  const person = await requireWaitingPerson(context, request);
  if (person.enrolled) throw redirect(paths.signInCode(nextOf(request)));
  const form = await request.formData();
  try {
    const codes = await confirmEnrolment(context, request, person, {
      code: String(form.get("code") ?? ""),
      password: String(form.get("password") ?? ""),
      again: String(form.get("again") ?? ""),
    });
    const headers = new Headers();
    headers.append("Set-Cookie", await startSession(context, request, person.userId, "full"));
    headers.append("Set-Cookie", await rememberBrowser(context, request, person.email));
    headers.append("Set-Cookie", await showOnce(context, person.userId, codes));
    return redirect(paths.recoveryCodes(nextOf(request)), { headers });
  } catch (refusal) {
    if (!(refusal instanceof SignInRefused)) throw refusal;
    return data({ error: refusal.message }, { status: refusal.status });
  }
}

export default function Enrol() {
  const { written, uri, picture } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      frame={openFrame}
      title="Set up your sign-in"
      lead="From now on you sign in with your password and a code from an app on your phone."
      above={
        refused && (
          <ErrorSummary title="Not set up yet" errors={[{ text: refused.error, href: "#password" }]} />
        )
      }
    >
      <form method="post" className="card narrow stack">
        <p>1. Choose your own password. The one you were given stops working.</p>
        <TextField
          label="New password"
          hint={`At least ${shortestPassword} characters. A few words are fine.`}
          type="password"
          autoComplete="new-password"
          field={{ id: "password", name: "password", required: true, maxLength: 200 }}
        />
        <TextField
          label="New password again"
          type="password"
          autoComplete="new-password"
          field={{ id: "again", name: "again", required: true, maxLength: 200 }}
        />
        <p>2. Open an authenticator app on your phone and add an account by scanning this picture.</p>
        <svg
          role="img"
          aria-label="Picture for your authenticator app. The same as text follows."
          width="220"
          height="220"
          viewBox={`-4 -4 ${picture.size + 8} ${picture.size + 8}`}
        >
          <rect x="-4" y="-4" width="100%" height="100%" fill="#fff" />
          <path d={picture.path} fill="#000" shapeRendering="crispEdges" />
        </svg>
        <p>
          Or type this key into the app: <code>{written}</code>
        </p>
        <p>
          <a href={uri}>Open the app on this device</a>
        </p>
        <p>3. Enter the code that the app shows.</p>
        <TextField
          label="Code"
          hint="Six digits. The app shows a new code every 30 seconds."
          inputMode="numeric"
          autoComplete="one-time-code"
          short
          field={{ id: "code", name: "code", required: true, maxLength: 7 }}
        />
        <Button>Finish</Button>
      </form>
    </Page>
  );
}
