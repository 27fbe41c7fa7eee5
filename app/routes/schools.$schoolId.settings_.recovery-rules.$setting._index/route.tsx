import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { paths } from "#app/paths.ts";
import { chooseSetting } from "#app/recovery/choose-setting.server.ts";
import { loadSetting, postedSetting } from "#app/recovery/load-setting.server.ts";
import { SettingPage } from "#app/recovery/setting-page.tsx";

export const meta: MetaFunction = () => [{ title: "Setting of recovery · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "settings:read", params.schoolId);
  return loadSetting(context, actor, params.setting);
}

/** Saves what the preview showed. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "settings:district", params.schoolId);
  const posted = await postedSetting(context, params.setting, await request.formData());
  if (!posted.ok) return data(posted.reply, { status: 400 });
  await context.door.asActor(actor, (tx) =>
    chooseSetting(tx, actor, { now: context.clock.now(), jobs: context.jobs }, posted.name, posted.chosen),
  );
  return redirect(paths.ruleSetting(actor.schoolId, posted.name));
}

export default function Setting() {
  return <SettingPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
