import { displayDay, isAfter } from "#app/calendar/day.ts";
import { dayOf, timeOfDay } from "#app/calendar/time-of-day.ts";
import { amountWords } from "./amount-words.ts";
import { type AmountName, isAmountName } from "./amounts.ts";
import type { SettingEntry } from "./choose-setting.server.ts";
import type { DistrictSettings } from "./district-settings.server.ts";
import { recoveryRules } from "./rules.ts";
import { settingWords, valueInWords } from "./setting-words.ts";
import { type SettingName, settingChoices } from "./settings.ts";
import type { AmountInForce, SettingInForce, WrittenSetting } from "./settings-in-force.ts";
import { dollars } from "./settings-used.ts";

/** What a setting or an amount is called. */
export const labelOf = (name: SettingName | AmountName): string =>
  isAmountName(name) ? amountWords[name] : settingWords[name].label;

/** What a written value means: the choice in words, dollars, or days. */
export function saidOf(name: SettingName | AmountName, value: string): string {
  if (!isAmountName(name)) return valueInWords(name, value);
  return name === "ada_days" ? `${value} days` : dollars(Number(value));
}

/** A setting or an amount as a row of the page of all of them. */
export type SettingLine = {
  name: string;
  label: string;
  is: string;
  since: string;
  verified: string;
  source: string;
  state: "verified" | "default" | "not known";
};

/** All settings, then all amounts, as they hold on a day. */
export function settingLines(all: Pick<DistrictSettings, "settingsInForce" | "amountsInForce">) {
  return {
    settings: all.settingsInForce.map((setting) => lineOf(setting, saidOf(setting.name, setting.value))),
    amounts: all.amountsInForce.map((amount) =>
      lineOf(amount, amount.value === null ? "Not known" : saidOf(amount.name, String(amount.value))),
    ),
  };
}

function lineOf({ name, written }: SettingInForce | AmountInForce, is: string): SettingLine {
  const state = written ? "verified" : isAmountName(name) ? "not known" : "default";
  return { name, label: labelOf(name), is, state, ...cameFrom(written) };
}

function cameFrom(written: WrittenSetting | null) {
  if (written === null) return { since: "–", verified: "Nobody yet", source: "–" };
  return {
    since: displayDay(written.effectiveFrom),
    verified: `${written.verifiedBy}, ${displayDay(written.verifiedOn)}`,
    source: written.source,
  };
}

/** Everything the page of one setting or amount draws. */
export function oneSettingView(
  name: SettingName | AmountName,
  all: Pick<DistrictSettings, "settingsInForce" | "amountsInForce">,
  history: readonly SettingEntry[],
  { today, timeZone }: { today: Temporal.PlainDate; timeZone: string },
) {
  const lines = settingLines(all);
  const line = [...lines.settings, ...lines.amounts].find((one) => one.name === name)!;
  const inForce = [...all.settingsInForce, ...all.amountsInForce].find((one) => one.name === name)!;
  const decides = isAmountName(name) ? [] : settingWords[name].rules;
  return {
    ...line,
    open: isAmountName(name)
      ? "The state sets it each year. Until it is entered, pages say that the money is not known."
      : settingWords[name].open,
    choices: isAmountName(name)
      ? []
      : settingChoices[name].map((value, index) => ({
          value: value as string,
          label: valueInWords(name, value),
          note: [
            value === inForce.value ? "in force" : "",
            index === 0 && name !== "agency" ? "default, claims least" : "",
          ]
            .filter(Boolean)
            .join(", "),
        })),
    value: inForce.value === null ? "" : String(inForce.value),
    rules: recoveryRules
      .filter((rule) => decides.includes(rule.id))
      .map(({ id, text, citation }) => ({ id, text, citation })),
    history: history.map((entry) => ({
      key: entry.id,
      is: saidOf(name, entry.value),
      since: displayDay(entry.effectiveFrom),
      state:
        entry.id === inForce.written?.id
          ? "In force"
          : isAfter(entry.effectiveFrom, today)
            ? "To come"
            : "Past",
      verified: `${entry.verifiedBy}, ${displayDay(entry.verifiedOn)}`,
      source: entry.source,
      written: `${entry.by}, ${displayDay(dayOf(entry.at, timeZone))}, ${timeOfDay(entry.at, timeZone)}`,
    })),
  };
}
export type OneSettingView = ReturnType<typeof oneSettingView>;
