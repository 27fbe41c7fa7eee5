import { z } from "zod";
import type { Grade } from "#app/people/grade.ts";

/** The grade spans for which the state sets an amount per ADA (LCFF). */
export const lcffSpans = ["tk_3", "4_6", "7_8", "9_12"] as const;
export type LcffSpan = (typeof lcffSpans)[number];

/** What each grade span is called in reports, plans and files. */
export const spanLabels: Record<LcffSpan, string> = {
  tk_3: "TK to grade 3",
  "4_6": "Grades 4 to 6",
  "7_8": "Grades 7 and 8",
  "9_12": "Grades 9 to 12",
};

/** Amounts are kept as settings of the district under these names. */
export const amountNames = ["lcff_tk_3", "lcff_4_6", "lcff_7_8", "lcff_9_12", "ada_days"] as const;
export type AmountName = (typeof amountNames)[number];

export const isAmountName = (name: string): name is AmountName =>
  (amountNames as readonly string[]).includes(name);

/** Dollars with at most two decimals, or a whole number of days, as a person writes them; null when they are neither. */
export const amountFields = {
  dollars: z
    .string()
    .trim()
    .regex(/^\d{1,6}(\.\d{1,2})?$/, "Enter dollars as a number such as 12345.67.")
    .transform(Number)
    .refine((dollars) => dollars > 0, "Enter an amount above 0."),
  days: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, "Enter a whole number of days, such as 180.")
    .transform(Number)
    .refine((days) => days >= 1 && days <= 366, "Enter 1 to 366 days."),
};

export const amountField = (name: AmountName) =>
  name === "ada_days" ? amountFields.days : amountFields.dollars;

/**
 * `dollarsPerAda`: what the state pays for a year of attendance of one pupil. `adaDays`: how many days of attendance
 * make that year. Null where the district has entered none: nobody may make one up.
 */
export type RecoveryAmounts = {
  dollarsPerAda: Record<LcffSpan, number | null>;
  adaDays: number | null;
};

export const unknownAmounts: RecoveryAmounts = {
  dollarsPerAda: { tk_3: null, "4_6": null, "7_8": null, "9_12": null },
  adaDays: null,
};

export function lcffSpanOf(grade: Grade): LcffSpan {
  if (grade === "TK" || grade === "K" || grade <= 3) return "tk_3";
  if (grade <= 6) return "4_6";
  return grade <= 8 ? "7_8" : "9_12";
}

/** What days of attendance of a pupil in this grade bring, in dollars; null when an amount is not known. */
export function dollarsFor(days: number, grade: Grade, amounts: RecoveryAmounts): number | null {
  const perAda = amounts.dollarsPerAda[lcffSpanOf(grade)];
  return perAda === null || amounts.adaDays === null ? null : (days * perAda) / amounts.adaDays;
}
