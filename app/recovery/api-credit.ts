import { z } from "zod";
import type { ApiOperation } from "#app/access/api-operation.ts";
import { formatDay } from "#app/calendar/day.ts";
import {
  dayField,
  gradeField,
  leftOut,
  listOf,
  programField,
  settingField,
  whole,
  workedOutWith,
} from "./api-rules-fields.ts";
import { creditSessions } from "./credit.ts";
import { defaultRecoverySettings, type RecoverySettings } from "./settings.ts";

const minutesInDay = 1440;

/** Sessions of one date may not be longer together than the date: minutes count once, so one of them is wrong. */
function fitTheirDates(
  sessions: readonly { date: Temporal.PlainDate; minutes: number }[],
  context: z.RefinementCtx,
): void {
  const total = new Map<string, number>();
  for (const [index, { date, minutes }] of sessions.entries()) {
    const day = formatDay(date);
    const before = total.get(day) ?? 0;
    total.set(day, before + minutes);
    if (before <= minutesInDay && before + minutes > minutesInDay)
      context.addIssue({
        code: "custom",
        path: [index, "minutes"],
        message: `The sessions of ${day} come to ${before + minutes} minutes. A date has ${minutesInDay}.`,
      });
  }
}
/** The settings that decide what time earns. */
export const creditSettings = z.strictObject({
  rounding: settingField("rounding"),
  dailyExcess: settingField("dailyExcess"),
  remainder230: settingField("remainder230"),
});

/** The body of POST /api/rules/recovery-credit. Minutes as the teacher documented them, meals and breaks left out. */
export const creditBody = z.object({
  grade: gradeField,
  program: programField.default("regular"),
  minimum_day_minutes: whole(1, 1440)
    .nullable()
    .default(null)
    .describe("The pupil's own minimum day in special education"),
  sessions: listOf(
    z.object({ date: dayField, minutes: whole(1, minutesInDay) }),
    "date and minutes",
  ).superRefine(fitTheirDates),
  settings: creditSettings.partial().default({}).describe(leftOut),
});

export const creditAnswer = z.object({
  credited_minutes: z.int(),
  earned_days: z.int(),
  banked_minutes: z.int(),
  steps: z.array(
    z.object({ date: z.iso.date(), minutes: z.int(), credited_minutes: z.int(), reason: z.string() }),
  ),
  citations: z.array(z.string()),
  settings: creditSettings.describe(workedOutWith),
});

/** The days that a pupil's sessions earn, step by step. `district`: what holds for settings that the caller leaves out. */
export function answerCredit(
  body: z.output<typeof creditBody>,
  district: RecoverySettings,
): z.input<typeof creditAnswer> {
  const settings = { ...district, ...body.settings };
  const credit = creditSessions({
    grade: body.grade,
    program: body.program,
    minimumDayMinutes: body.minimum_day_minutes,
    sessions: body.sessions,
    settings,
  });
  return {
    credited_minutes: credit.creditedMinutes,
    earned_days: credit.earnedDays,
    banked_minutes: credit.bankedMinutes,
    steps: credit.steps.map((step) => ({
      date: formatDay(step.date),
      minutes: step.minutes,
      credited_minutes: step.creditedMinutes,
      reason: step.reason,
    })),
    citations: credit.citations,
    settings: creditSettings.strip().parse(settings),
  };
}

const example = { grade: 4, sessions: [{ date: "2026-10-03", minutes: 480 }] };

export const creditOperation: ApiOperation = {
  method: "post",
  path: "/api/rules/recovery-credit",
  summary: "Minutes in recovery sessions to days earned",
  description: "Works out a case that the caller makes up. Reads and keeps nothing.",
  scope: "rules:ask",
  body: { schema: creditBody, example },
  answers: {
    200: { schema: creditAnswer, example: answerCredit(creditBody.parse(example), defaultRecoverySettings) },
  },
  problems: [400, 405, 411, 413, 415],
};
