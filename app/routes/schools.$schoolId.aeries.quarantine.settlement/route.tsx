import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireActor } from "#app/access/require-actor.server.ts";
import { settleRow } from "#app/aeries/quarantine.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { RefusalPage } from "#app/ui/refusal-page.tsx";

const posted = z.object({
  resource: z.string().min(1).max(40),
  key: z.string().min(1).max(400),
  reason: z.string().trim().min(3).max(500),
});

export const meta: MetaFunction = () => [{ title: "Not settled · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "aeries:read", params.schoolId);
  return { frame: frameOf(actor, "aeries"), href: paths.aeriesQuarantine(actor.schoolId) };
}

/** A person has dealt with the row. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "aeries:map", params.schoolId);
  const { schoolId } = actor;
  const form = posted.safeParse(Object.fromEntries(await request.formData()));
  const refuse = (sentence: string, status: number) => data({ sentence }, { status });
  if (!form.success) return refuse("Write in a few words why the row needs nothing more.", 400);
  const settled = await context.door.asActor(actor, (tx) =>
    settleRow(tx, actor, context.clock.now(), { schoolId, ...form.data }),
  );
  return settled
    ? redirect(paths.aeriesQuarantine(schoolId))
    : refuse("This row does not wait any more.", 409);
}

export default function SettlementRoute() {
  const { frame, href } = useLoaderData<typeof loader>();
  const sentence =
    useActionData<typeof action>()?.sentence ??
    "Nothing was settled. Find the row in the list and settle it there.";
  const back = { label: "Back to the rows", href };
  return <RefusalPage frame={frame} title="Not settled" sentence={sentence} back={back} />;
}
