import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { ProgramPage } from "#app/recovery/program-page.tsx";
import { loadProgram, programIdOf } from "#app/recovery/program-view.server.ts";

export const meta: MetaFunction = () => [{ title: "Recovery program · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return {
    frame: frameOf(actor, "recovery"),
    view: await loadProgram(context, actor, programIdOf(params)),
  };
}

export default function Program() {
  return <ProgramPage {...useLoaderData<typeof loader>()} />;
}
