import { displayDay } from "#app/calendar/day.ts";
import { amountWords } from "./amount-words.ts";
import { settingWords, valueInWords } from "./setting-words.ts";
import type { SettingUsedIn } from "./settings-by-day.ts";
import type { AmountInForce, SettingInForce, WrittenSetting } from "./settings-in-force.ts";

/** One line of what a report was worked out with: what it is called, what holds, and where that comes from. */
export type SettingUsed = { term: string; is: string; from: string };

/**
 * The settings of a report in words, in the order of the product; for pages, letters and files alike. One that changed
 * within the report stands once for each choice, with the days on which it held.
 */
export function settingsUsed(used: readonly (SettingInForce & Partial<SettingUsedIn>)[]): SettingUsed[] {
  return used.map(({ name, value, written, through }) => ({
    term: settingWords[name].label,
    is: through ? `${valueInWords(name, value)}, through ${displayDay(through)}` : valueInWords(name, value),
    from: written === null ? "Default. Nobody has verified it." : whereFrom(written),
  }));
}

/** The amounts of a report in words; one that is not known says so. */
export function amountsUsed(inForce: readonly AmountInForce[]): SettingUsed[] {
  return inForce.map(({ name, value, written }) => ({
    term: amountWords[name],
    is: value === null ? "Not known" : name === "ada_days" ? `${value} days` : dollars(value),
    from: written === null ? "The district has not entered it." : whereFrom(written),
  }));
}

/** "In force since July 1, 2026. Verified by R. Ortiz on June 15, 2026 from the CDE's FAQ." */
export function whereFrom({ effectiveFrom, verifiedBy, verifiedOn, source }: WrittenSetting): string {
  const said = `In force since ${displayDay(effectiveFrom)}. Verified by ${verifiedBy} on ${displayDay(verifiedOn)}`;
  return `${said}. Source: ${source.replace(/\.$/, "")}.`;
}

/** "$10,951.00" */
export const dollars = (amount: number): string =>
  amount.toLocaleString("en-US", { style: "currency", currency: "USD" });
