import { z } from "zod";
import { parseDay } from "#app/calendar/day.ts";
import { everyTokenScope } from "./token-scope.ts";

/** Longer than a year, a forgotten script keeps a way in that nobody remembers. */
const longestYears = 1;

export const longestRevocationReason = 200;

/** The last day that a token made today may hold. */
export const latestTokenDay = (today: Temporal.PlainDate) => today.add({ years: longestYears });

/** The form that makes a token. `schools`: those that it may be given. */
export function tokenForm(today: Temporal.PlainDate, schools: readonly number[]) {
  const known = new Set(schools.map(String));
  const latest = latestTokenDay(today);
  return z.object({
    name: z
      .string("Enter what the token is for.")
      .trim()
      .min(3, "Enter what the token is for, in 3 letters or more.")
      .max(80, "Keep this within 80 letters."),
    scopes: z
      .array(z.enum(everyTokenScope, "Choose from the list what it may do."))
      .default([])
      .refine((chosen) => chosen.length > 0, "Choose at least one thing that it may do."),
    schools: z
      .array(z.string())
      .default([])
      .refine((chosen) => chosen.length > 0, "Choose at least one school.")
      .refine((chosen) => chosen.every((id) => known.has(id)), "Choose schools from the list.")
      .transform((chosen) => [...new Set(chosen)].map(Number)),
    lastDay: z.string("Enter the last day on which it holds.").transform((text, context) => {
      const parsed = parseDay(text);
      const trouble = !parsed.ok
        ? parsed.reason
        : Temporal.PlainDate.compare(parsed.value, today) < 0
          ? "This day has passed. Enter today or a later day."
          : Temporal.PlainDate.compare(parsed.value, latest) > 0
            ? "A token holds for a year at most. Enter an earlier day."
            : null;
      if (parsed.ok && trouble === null) return parsed.value;
      context.addIssue({ code: "custom", message: trouble ?? "Enter a day." });
      return z.NEVER;
    }),
  });
}

/** Why a token is revoked. */
export const revocationForm = z.object({
  reason: z
    .string("Write in a few words why.")
    .trim()
    .min(3, "Write in a few words why.")
    .max(longestRevocationReason, `Shorten the reason to ${longestRevocationReason} letters.`),
});
