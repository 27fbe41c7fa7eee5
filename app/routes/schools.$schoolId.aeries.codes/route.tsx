import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { Actor } from "#app/access/actor.ts";
import { allows } from "#app/access/permissions.ts";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { readCodeTable } from "#app/aeries/code-table.server.ts";
import { chooseCategory } from "#app/aeries/sync/code-mapping.server.ts";
import { isCategory } from "#app/attendance/category.ts";
import type { Context } from "#app/context.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { CodesPage } from "./codes-page.tsx";

export const meta: MetaFunction = () => [{ title: "Absence codes · AP Tool" }];

const posted = z.object({
  code: z.string().min(1).max(10),
  category: z.union([z.literal(""), z.string().refine(isCategory)]),
  reason: z.string().trim().min(3).max(500),
});

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "aeries:read", params.schoolId);
  return { frame: frameOf(actor, "aeries"), view: await viewOf(context, actor) };
}

/** Says what a code means here. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "aeries:map", params.schoolId);
  const { schoolId } = actor;
  const sent = Object.fromEntries(await request.formData());
  const form = posted.safeParse(sent);
  if (!form.success) {
    const text = (name: string) => (typeof sent[name] === "string" ? sent[name] : "");
    const failed = { code: text("code"), category: text("category"), reason: text("reason") };
    return data({ failed }, { status: 400 });
  }
  const { code, category, reason } = form.data;
  const chosen = { schoolId, code, category: isCategory(category) ? category : null, reason };
  const done = await context.door.asActor(actor, (tx) =>
    chooseCategory(tx, actor, { now: context.clock.now(), jobs: context.jobs }, chosen),
  );
  if (!done) throw beyondScope(context);
  return redirect(paths.aeriesCodes(schoolId));
}

async function viewOf(context: Context, actor: Actor) {
  const { schoolId } = actor;
  const codes = await context.door.asActor(actor, (tx) => readCodeTable(tx, schoolId));
  return { codes, mayMap: allows(actor.roles, "aeries:map"), backHref: paths.aeries(schoolId) };
}

export type CodesView = Awaited<ReturnType<typeof viewOf>>;

export default function CodesRoute() {
  const { frame, view } = useLoaderData<typeof loader>();
  return <CodesPage frame={frame} view={view} failed={useActionData<typeof action>()?.failed ?? null} />;
}
