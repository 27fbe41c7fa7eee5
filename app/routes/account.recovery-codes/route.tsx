import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { checkCode } from "#app/access/check-code.server.ts";
import { nextOf } from "#app/access/next-path.ts";
import { recoveryCodesLeft, replaceRecoveryCodes } from "#app/access/recovery-code.server.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { showOnce, takeShownOnce } from "#app/access/shown-once.server.ts";
import { SignInRefused } from "#app/access/sign-in-refused.ts";
import { authorOf, recordChange } from "#app/access/trace.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Page } from "#app/ui/page.tsx";
import { NewCodesForm, ShownCodes } from "./recovery-codes.tsx";

export const meta: MetaFunction = () => [{ title: "Recovery codes · AP Tool" }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "account:own", "any");
  const { lines, cookie } = await takeShownOnce(context, request, actor.userId);
  const left = await context.door.asActor(actor, (tx) => recoveryCodesLeft(tx, actor.userId));
  return data(
    { frame: frameOf(actor), codes: lines, left, next: nextOf(request) ?? paths.home() },
    { headers: { "Set-Cookie": cookie } },
  );
}

export async function action({ context, request }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "account:own", "any");
  const form = await request.formData();
  try {
    await checkCode(context, request, actor, String(form.get("code") ?? ""));
  } catch (refusal) {
    if (!(refusal instanceof SignInRefused)) throw refusal;
    return data({ error: refusal.message }, { status: refusal.status });
  }
  const codes = await context.door.asActor(actor, async (tx) => {
    await recordChange(tx, authorOf(actor), context.clock.now(), {
      schoolId: 0,
      action: "recovery codes made",
      subject: `person ${actor.userId}`,
    });
    return replaceRecoveryCodes(tx, context.secrets, actor.userId);
  });
  return redirect(paths.recoveryCodes(), {
    headers: { "Set-Cookie": await showOnce(context, actor.userId, codes) },
  });
}

export default function RecoveryCodes() {
  const { frame, codes, left, next } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      frame={frame}
      title="Recovery codes"
      lead="Each signs you in once, in place of a code from your phone."
      above={refused && <ErrorSummary errors={[{ text: refused.error, href: "#code" }]} />}
    >
      {codes ? <ShownCodes codes={codes} next={next} /> : <NewCodesForm left={left} error={refused?.error} />}
    </Page>
  );
}
