import { displayDay, isAfter } from "#app/calendar/day.ts";
import { dayOf, timeOfDay } from "#app/calendar/time-of-day.ts";
import { amountWords } from "./amount-words.ts";
import { isAmountName } from "./amounts.ts";
import type { SettingEntry } from "./choose-setting.server.ts";
import type { DistrictSettings } from "./district-settings.server.ts";
import { makeupCodeName } from "./makeup-code.ts";
import { recoveryRules } from "./rules.ts";
import { settingWords, valueInWords } from "./setting-words.ts";
import { isSettingName, settingChoices } from "./settings.ts";
import type {
  AmountInForce,
  MakeupCodeInForce,
  SettingInForce,
  WrittenName,
  WrittenSetting,
} from "./settings-in-force.ts";
import { dollars } from "./settings-used.ts";

/** What a setting or an amount is called. */
export const labelOf = (name: WrittenName): string =>
  isAmountName(name)
    ? amountWords[name]
    : isSettingName(name)
      ? settingWords[name].label
      : "Code of recovery in Aeries";

/** What a written value means: the choice in words, dollars, days, or the code. */
export function saidOf(name: WrittenName, value: string): string {
  if (name === makeupCodeName) return value;
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

type InForce = Pick<DistrictSettings, "settingsInForce" | "amountsInForce" | "makeupCode">;

/** All settings, all amounts, and what Aeries calls recovery, as they hold on a day. */
export function settingLines(all: InForce) {
  return {
    aeries: [lineOf(all.makeupCode, all.makeupCode.value)],
    settings: all.settingsInForce.map((setting) => lineOf(setting, saidOf(setting.name, setting.value))),
    amounts: all.amountsInForce.map((amount) =>
      lineOf(amount, amount.value === null ? "Not known" : saidOf(amount.name, String(amount.value))),
    ),
  };
}

function lineOf(
  { name, written }: SettingInForce | AmountInForce | MakeupCodeInForce,
  is: string,
): SettingLine {
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

function whyOpen(name: WrittenName): string {
  if (isSettingName(name)) return settingWords[name].open;
  if (isAmountName(name))
    return "The state sets it each year. Until it is entered, pages say that the money is not known.";
  return "Each district chooses the code that its Aeries has for make-ups of recovery (ATT.ADA). Files to Aeries are written with it, and what Aeries has under it counts toward the ten days.";
}

/** Everything the page of one setting or amount draws. */
export function oneSettingView(
  name: WrittenName,
  all: InForce,
  history: readonly SettingEntry[],
  { today, timeZone }: { today: Temporal.PlainDate; timeZone: string },
) {
  const lines = settingLines(all);
  const line = [...lines.settings, ...lines.amounts, ...lines.aeries].find((one) => one.name === name)!;
  const inForce = [...all.settingsInForce, ...all.amountsInForce, all.makeupCode].find(
    (one) => one.name === name,
  )!;
  const decides = isSettingName(name)
    ? settingWords[name].rules
    : name === makeupCodeName
      ? ["AR-CAP-2", "AR-ABS-5"]
      : [];
  return {
    ...line,
    open: whyOpen(name),
    choices: isSettingName(name)
      ? settingChoices[name].map((value, index) => ({
          value: value as string,
          label: valueInWords(name, value),
          note: [
            value === inForce.value ? "in force" : "",
            index === 0 && name !== "agency" ? "default, claims least" : "",
          ]
            .filter(Boolean)
            .join(", "),
        }))
      : [],
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
