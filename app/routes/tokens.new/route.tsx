import { parseWithZod } from "@conform-to/zod/v4";
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { makeToken, newTokenSecret } from "#app/access/make-token.server.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { showOnce } from "#app/access/shown-once.server.ts";
import { latestTokenDay, tokenForm } from "#app/access/token-form.ts";
import { authorOf } from "#app/access/trace.server.ts";
import { formatDay } from "#app/calendar/day.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { Page } from "#app/ui/page.tsx";
import { NewTokenForm } from "./new-token-form.tsx";

export const meta: MetaFunction = () => [{ title: "Make an API token · AP Tool" }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "tokens:manage", "district");
  const today = context.clock.today();
  return {
    frame: frameOf(actor, "tokens"),
    places: [...actor.places],
    earliest: formatDay(today),
    latest: formatDay(latestTokenDay(today)),
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "tokens:manage", "district");
  const schema = tokenForm(
    context.clock.today(),
    actor.places.map(({ id }) => id),
  );
  const submission = parseWithZod(await request.formData(), { schema });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { lastDay, ...asked } = submission.value;
  const expiresAt = lastDay.add({ days: 1 }).toZonedDateTime(context.settings.timeZone).toInstant();
  const secret = newTokenSecret();
  const id = await context.door.asActor(actor, (tx) =>
    makeToken(tx, authorOf(actor), context.clock.now(), { ...asked, expiresAt }, secret),
  );
  return redirect(paths.token(id), {
    headers: { "Set-Cookie": await showOnce(context, actor.userId, [`token ${id}`, secret]) },
  });
}

export default function NewToken() {
  const { frame, ...choices } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title="Make an API token"
      lead="Next you see it, once, to put where the script finds it."
    >
      <NewTokenForm lastResult={useActionData<typeof action>()} {...choices} />
    </Page>
  );
}
