import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { loadSetting, postedSetting } from "#app/recovery/load-setting.server.ts";
import { readSettingImpact } from "#app/recovery/setting-impact.server.ts";
import { impactView } from "#app/recovery/setting-impact-view.ts";
import { SettingPage } from "#app/recovery/setting-page.tsx";
import { SettingPreviewPage } from "#app/recovery/setting-preview-page.tsx";

export const meta: MetaFunction = () => [{ title: "What a setting would change · AP Tool" }];

/** The setting itself: an address that is opened again shows its form, since a preview is only ever posted. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "settings:read", params.schoolId);
  return loadSetting(context, actor, params.setting);
}

/** Works out what the choice would do to this year. Saves nothing. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  await requireActor(context, request, "settings:district", params.schoolId);
  const posted = await postedSetting(context, params.setting, await request.formData());
  if (!posted.ok) return data({ sent: posted.reply, impact: null }, { status: 400 });
  const { name, chosen } = posted;
  const impact = await readSettingImpact(context, name, chosen);
  return data({ sent: posted.reply, impact: impactView(name, chosen, impact, context.clock.today()) });
}

export default function Preview() {
  const page = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  return done?.impact ? (
    <SettingPreviewPage {...page} impact={done.impact} sent={done.sent} />
  ) : (
    <SettingPage {...page} reply={done?.sent} />
  );
}
