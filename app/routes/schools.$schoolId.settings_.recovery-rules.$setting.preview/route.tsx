import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { paths } from "#app/paths.ts";
import { loadSetting, postedSetting } from "#app/recovery/load-setting.server.ts";
import { readSettingImpact } from "#app/recovery/setting-impact.server.ts";
import { impactView } from "#app/recovery/setting-impact-view.ts";
import { SettingPage } from "#app/recovery/setting-page.tsx";
import { SettingPreviewPage } from "#app/recovery/setting-preview-page.tsx";

export const meta: MetaFunction = () => [{ title: "What a setting would change · AP Tool" }];

/** A preview is only ever posted; an address that is opened again has nothing to show. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "settings:read", params.schoolId);
  throw redirect(paths.ruleSetting(actor.schoolId, params.setting ?? ""));
}

/** Works out what the choice would do to this year. Saves nothing. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "settings:district", params.schoolId);
  const posted = await postedSetting(context, params.setting, await request.formData());
  const page = await loadSetting(context, actor, params.setting);
  if (!posted.ok) return data({ page, sent: posted.reply, impact: null }, { status: 400 });
  const { name, chosen } = posted;
  const impact = await readSettingImpact(context, name, chosen);
  return data(
    { page, sent: posted.reply, impact: impactView(name, chosen, impact, context.clock.today()) },
    { status: 200 },
  );
}

export default function Preview() {
  const done = useActionData<typeof action>();
  if (!done) return null;
  const { page, sent, impact } = done;
  return impact ? (
    <SettingPreviewPage {...page} impact={impact} sent={sent} />
  ) : (
    <SettingPage {...page} reply={sent} />
  );
}
