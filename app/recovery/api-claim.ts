import { z } from "zod";
import type { ApiOperation } from "#app/access/api-operation.ts";
import { type Category, categories } from "#app/attendance/category.ts";
import { formatDay } from "#app/calendar/day.ts";
import { dayField, leftOut, listOf, settingField, workedOutWith } from "./api-rules-fields.ts";
import { claimDays } from "./claim.ts";
import type { Refusal } from "./eligibility.ts";
import { defaultRecoverySettings, type RecoverySettings } from "./settings.ts";

const categoryNames = Object.keys(categories) as [Category, ...Category[]];

/** The settings that decide what can be claimed. */
export const claimSettings = z.strictObject({
  agency: settingField("agency"),
  weekCapBasis: settingField("weekCapBasis"),
  incompleteIndependentStudy: settingField("incompleteIndependentStudy"),
});

/** The body of POST /api/rules/recovery-claim. Days of the fiscal year of `through` count, up to it. */
export const claimBody = z.object({
  earned: listOf(dayField, "a day as YYYY-MM-DD").describe("Days on which a day was earned"),
  absences: listOf(
    z.object({
      date: dayField,
      category: z.enum(categoryNames, `One of ${categoryNames.join(", ")}.`),
    }),
    "date and category",
  ),
  through: dayField,
  settings: claimSettings.partial().default({}).describe(leftOut),
});

const said = z.array(z.object({ date: z.iso.date(), reason: z.string() }));
export const claimAnswer = z.object({
  claimed_days: z.int(),
  banked_days: z.int(),
  claims: z.array(z.object({ absence_date: z.iso.date(), earned_date: z.iso.date() })),
  refused: said.describe("Days that cannot be used, and why"),
  flagged: said.describe("Days that a person should look at"),
  settings: claimSettings.describe(workedOutWith),
});

/** Which absences the days earned make up for. `district`: what holds for settings that the caller leaves out. */
export function answerClaim(
  body: z.output<typeof claimBody>,
  district: RecoverySettings,
): z.input<typeof claimAnswer> {
  const { earned, absences, through } = body;
  const settings = { ...district, ...body.settings };
  const made = claimDays({ earned, absences, through, settings });
  const inWords = ({ date, reason }: Refusal) => ({ date: formatDay(date), reason });
  return {
    claimed_days: made.claimedDays,
    banked_days: made.bankedDays,
    claims: made.claims.map(({ absenceDate, earnedDate }) => ({
      absence_date: formatDay(absenceDate),
      earned_date: formatDay(earnedDate),
    })),
    refused: made.refused.map(inWords),
    flagged: made.flagged.map(inWords),
    settings: claimSettings.strip().parse(settings),
  };
}

const example = {
  earned: ["2026-07-06"],
  absences: [
    { date: "2026-09-03", category: "EXCUSED" },
    { date: "2026-09-10", category: "SUSP_OUT" },
  ],
  through: "2026-12-31",
};

export const claimOperation: ApiOperation = {
  method: "post",
  path: "/api/rules/recovery-claim",
  summary: "Days earned to absences made up",
  description: "Works out a case that the caller makes up. Reads and keeps nothing.",
  scope: "rules:ask",
  body: { schema: claimBody, example },
  answers: {
    200: { schema: claimAnswer, example: answerClaim(claimBody.parse(example), defaultRecoverySettings) },
  },
  problems: [400, 405, 411, 413, 415],
};
