import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { discardHeldForm, findHeldForm } from "#app/access/held-form.server.ts";
import { heldFormName } from "#app/access/held-form-name.ts";
import { notFound, requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { Button, PostButton } from "#app/ui/button.tsx";
import { Page } from "#app/ui/page.tsx";
import { writtenMoment } from "#app/ui/written-moment.ts";

export const meta: MetaFunction = () => [{ title: "Send what was kept · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "account:own", "any");
  const held = await findHeldForm(context, params.id ?? "", actor.userId);
  if (held === null) throw notFound();
  return {
    frame: frameOf(actor),
    what: heldFormName(held.path),
    when: writtenMoment(held.heldAt, context.settings.timeZone),
    path: held.path,
    fields: held.fields,
    discard: paths.heldForm(params.id ?? ""),
  };
}

/** Throws the kept form away. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "account:own", "any");
  await discardHeldForm(context, params.id ?? "", actor.userId);
  return redirect(paths.home());
}

export default function Held() {
  const held = useLoaderData<typeof loader>();
  return (
    <Page frame={held.frame} title="Send what was kept" lead={`${held.what}, sent ${held.when}`}>
      <p className="text">
        Your session had ended when you sent this, so it was not saved. It is kept for a day. Send it now, or
        discard it.
      </p>
      <div className="row">
        <form method="post" action={held.path} encType="multipart/form-data">
          {held.fields.map(([name, value], at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: names repeat, and the order is the form's own
            <input key={at} type="hidden" name={name} value={value} />
          ))}
          <Button>Send it now</Button>
        </form>
        <PostButton quiet action={held.discard}>
          Discard it
        </PostButton>
      </div>
    </Page>
  );
}
