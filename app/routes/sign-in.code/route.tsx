import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { authenticatorFor } from "#app/access/authenticator.server.ts";
import { rememberBrowser } from "#app/access/known-browser.server.ts";
import { nextOf } from "#app/access/next-path.ts";
import { startSession } from "#app/access/session.server.ts";
import { SignInRefused } from "#app/access/sign-in-refused.ts";
import { requireWaitingPerson } from "#app/access/waiting-person.server.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/field.tsx";
import { openFrame, Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Enter your code · AP Tool" }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const person = await requireWaitingPerson(context, request);
  if (!person.enrolled) throw redirect(paths.signInEnrol(nextOf(request)));
  return null;
}

export async function action({ context, request }: ActionFunctionArgs) {
  await requireWaitingPerson(context, request);
  try {
    const person = await authenticatorFor(context).authenticate("code", request);
    const headers = new Headers();
    headers.append("Set-Cookie", await startSession(context, request, person.userId, "full"));
    headers.append("Set-Cookie", await rememberBrowser(context, request, person.email));
    return redirect(nextOf(request) ?? paths.home(), { headers });
  } catch (refusal) {
    if (!(refusal instanceof SignInRefused)) throw refusal;
    return data({ error: refusal.message }, { status: refusal.status });
  }
}

export default function Code() {
  const refused = useActionData<typeof action>();
  return (
    <Page
      frame={openFrame}
      title="Enter your code"
      above={
        refused && (
          <ErrorSummary title="You are not signed in yet" errors={[{ text: refused.error, href: "#code" }]} />
        )
      }
    >
      <form method="post" className="card narrow stack">
        <TextField
          label="Code"
          hint="The six digits in your authenticator app. Without your phone, use one of your recovery codes."
          autoComplete="one-time-code"
          short
          field={{ id: "code", name: "code", error: refused?.error, required: true, maxLength: 20 }}
        />
        <Button>Sign in</Button>
      </form>
      <p>
        <a href={paths.signIn()}>Start again with another account</a>
      </p>
    </Page>
  );
}
