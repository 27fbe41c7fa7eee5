import type { Actor } from "#app/access/actor.ts";
import { allows } from "#app/access/permissions.ts";
import { beyondScope } from "#app/access/require-actor.server.ts";
import type { Context } from "#app/context.ts";
import { frameOf } from "#app/frame.ts";
import { readSettingHistory } from "./choose-setting.server.ts";
import { readDistrictSettings } from "./district-settings.server.ts";
import { type FormReply, valuesOf } from "./form-reply.ts";
import { oneSettingView } from "./rule-settings-view.ts";
import { type ChosenSetting, settingForm, settingNameIn } from "./setting-form.ts";
import type { WrittenName } from "./settings-in-force.ts";

/**
 * The page of one setting or amount for this reader.
 * @throws Response 404 for a name that no setting has
 */
export async function loadSetting(context: Context, actor: Actor, asked: string | undefined) {
  const name = settingNameIn(asked);
  if (name === null) throw beyondScope(context);
  const today = context.clock.today();
  const [all, history] = await context.door.asActor(actor, (tx) =>
    Promise.all([readDistrictSettings(tx, today), readSettingHistory(tx, name)]),
  );
  return {
    frame: frameOf(actor, allows(actor.roles, "settings:change") ? "settings" : "recovery"),
    schoolId: actor.schoolId,
    mayChange: allows(actor.roles, "settings:district"),
    view: oneSettingView(name, all, history, { today, timeZone: context.settings.timeZone }),
  };
}

export type PostedSetting =
  | { ok: true; name: WrittenName; chosen: ChosenSetting; reply: FormReply }
  | { ok: false; reply: FormReply };

/**
 * A posted choice, checked; `reply` has what was sent, and what is wrong with it.
 * @throws Response 404 for a name that no setting has
 */
export async function postedSetting(
  context: Context,
  asked: string | undefined,
  form: FormData,
): Promise<PostedSetting> {
  const name = settingNameIn(asked);
  if (name === null) throw beyondScope(context);
  const read = settingForm(name, context.clock.today()).safeParse(Object.fromEntries(form));
  const values = valuesOf(form);
  if (read.success) return { ok: true, name, chosen: read.data, reply: { errors: {}, values } };
  const errors: Record<string, string> = {};
  for (const { path, message } of read.error.issues) errors[String(path[0] ?? "")] ??= message;
  return { ok: false, reply: { errors, values } };
}
