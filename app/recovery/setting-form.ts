import { z } from "zod";
import { isAfter, isBefore, type Parsed, parseDay } from "#app/calendar/day.ts";
import { amountField, isAmountName } from "./amounts.ts";
import { isMakeupCode, makeupCodeName } from "./makeup-code.ts";
import { recoveryBegins } from "./rules/rule.ts";
import { isSettingName, settingChoices } from "./settings.ts";
import type { WrittenName } from "./settings-in-force.ts";

/** What the district writes down for one name. */
export type ChosenSetting = {
  value: string;
  effectiveFrom: Temporal.PlainDate;
  verifiedBy: string;
  verifiedOn: Temporal.PlainDate;
  source: string;
};

/** The name of what the district writes down in an address; null for any other. */
export const settingNameIn = (name: string | undefined): WrittenName | null =>
  name !== undefined && (isSettingName(name) || isAmountName(name) || name === makeupCodeName) ? name : null;

const day = (missing: string) =>
  z.string(missing).transform((text, context): Temporal.PlainDate => {
    const parsed: Parsed<Temporal.PlainDate> =
      text.trim() === "" ? { ok: false, reason: missing } : parseDay(text);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: "custom", message: parsed.reason });
    return z.NEVER;
  });
const words = (missing: string, most: number) =>
  z.string(missing).trim().min(1, missing).max(most, `Keep this within ${most} letters.`);

/** How far ahead a choice may be dated, in years: a year beyond is a slip of the hand. */
const mostYearsAhead = 3;

function valueField(name: WrittenName) {
  if (isSettingName(name))
    return z.enum([...settingChoices[name]] as [string, ...string[]], "Choose what holds.");
  if (name === makeupCodeName)
    return z
      .string("Enter the code.")
      .trim()
      .refine(isMakeupCode, "Enter one letter, digit or sign: Aeries holds one character.");
  return z
    .string("Enter the amount.")
    .trim()
    .superRefine((text, context) => {
      const read = amountField(name).safeParse(text);
      if (!read.success) context.addIssue({ code: "custom", message: read.error.issues[0]!.message });
    });
}

/** The form that writes down a choice or an amount. The value stays as it was written, without the spaces around it. */
export function settingForm(name: WrittenName, today: Temporal.PlainDate) {
  return z.object({
    value: valueField(name),
    effectiveFrom: day("Enter the day from which it holds.")
      .refine(
        (date) => !isBefore(date, recoveryBegins),
        "Recovery began on July 1, 2025. Enter that day or a later one.",
      )
      .refine(
        (date) => !isAfter(date, today.add({ years: mostYearsAhead })),
        `This is more than ${mostYearsAhead} years ahead. Check the year.`,
      ),
    verifiedBy: words("Enter who of the district verified it.", 80),
    verifiedOn: day("Enter the day on which it was verified.").refine(
      (date) => !isAfter(date, today),
      "This day has not come yet. Enter the day on which it was verified.",
    ),
    source: words("Enter what it was verified with: a letter, a page, a person at the state.", 200),
  });
}
