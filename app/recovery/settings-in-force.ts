import {
  type AmountName,
  amountField,
  amountNames,
  isAmountName,
  lcffSpans,
  type RecoveryAmounts,
  unknownAmounts,
} from "./amounts.ts";
import { defaultMakeupCode, isMakeupCode, type MakeupCodeName, makeupCodeName } from "./makeup-code.ts";
import {
  defaultRecoverySettings,
  isSettingName,
  type RecoverySettings,
  type SettingName,
  settingChoices,
  settingNames,
} from "./settings.ts";

/** What the district wrote down for one name: since when it holds, who verified it and when, and from what. */
export type WrittenSetting = {
  id: number;
  name: string;
  value: string;
  effectiveFrom: Temporal.PlainDate;
  verifiedBy: string;
  verifiedOn: Temporal.PlainDate;
  source: string;
};

/** A setting as it holds on a day. `written` is null where the conservative default holds. */
export type SettingInForce = { name: SettingName; value: string; written: WrittenSetting | null };

/** Everything that the district writes down: choices where the law is open, amounts, and Aeries' code for recovery. */
export type WrittenName = SettingName | AmountName | MakeupCodeName;

/** The code by which Aeries knows recovery, as it holds on a day. `written` is null where the usual one holds. */
export type MakeupCodeInForce = { name: MakeupCodeName; value: string; written: WrittenSetting | null };

/** An amount as it holds on a day. Null: the district has entered none, so it is not known. */
export type AmountInForce = { name: AmountName; value: number | null; written: WrittenSetting | null };

/** Is this a value that the setting or amount can have? */
export function isValueOf(name: string, value: string): boolean {
  if (isSettingName(name)) return (settingChoices[name] as readonly string[]).includes(value);
  if (name === makeupCodeName) return isMakeupCode(value);
  return isAmountName(name) && amountField(name).safeParse(value).success;
}

const valid = (rows: readonly WrittenSetting[], name: WrittenName) =>
  rows.find((row) => row.name === name && isValueOf(name, row.value)) ?? null;

/** Aeries' code for recovery on a day. */
export function makeupCodeInForce(rows: readonly WrittenSetting[]): MakeupCodeInForce {
  const written = valid(rows, makeupCodeName);
  return { name: makeupCodeName, value: written?.value ?? defaultMakeupCode, written };
}

/** Each setting of recovery on a day. A value that the product does not know counts as not written: it claims least. */
export function settingsInForce(rows: readonly WrittenSetting[]): SettingInForce[] {
  return settingNames.map((name) => {
    const written = valid(rows, name);
    return { name, value: written?.value ?? defaultRecoverySettings[name], written };
  });
}

/** The settings as the rules of recovery take them. */
export function settingsFrom(inForce: readonly SettingInForce[]): RecoverySettings {
  return {
    ...defaultRecoverySettings,
    ...Object.fromEntries(inForce.map(({ name, value }) => [name, value])),
  };
}

/** Each amount on a day. */
export function amountsInForce(rows: readonly WrittenSetting[]): AmountInForce[] {
  return amountNames.map((name) => {
    const written = valid(rows, name);
    return { name, value: written && amountField(name).parse(written.value), written };
  });
}

/** The amounts as money is worked out with them. */
export function amountsFrom(inForce: readonly AmountInForce[]): RecoveryAmounts {
  const known = (name: AmountName) => inForce.find((amount) => amount.name === name)?.value ?? null;
  const perAda = lcffSpans.map((span) => [span, known(`lcff_${span}`)]);
  return {
    dollarsPerAda: { ...unknownAmounts.dollarsPerAda, ...Object.fromEntries(perAda) },
    adaDays: known("ada_days"),
  };
}
