import { formatDay } from "#app/calendar/day.ts";
import { gradeLabel } from "#app/people/grade.ts";
import { creditSessions, creditSummary } from "../credit.ts";
import type { RecoverySettings } from "../settings.ts";
import { rulesBehind, settingsTried } from "./behind.ts";
import { type CreditCase, creditSettingNames } from "./credit-form.ts";

/** What the sessions of a pupil earn, in the words of the page. `district`: what holds for settings that are not named. */
export function creditView(asked: CreditCase, district: RecoverySettings, today: Temporal.PlainDate) {
  const used = { ...district, ...asked.settings };
  const credit = creditSessions({
    grade: asked.grade,
    program: asked.program,
    minimumDayMinutes: asked.minimum_day_minutes,
    sessions: asked.sessions,
    settings: used,
  });
  return {
    summary: creditSummary(credit),
    facts: [
      { term: "Pupil", is: gradeLabel(asked.grade) },
      { term: "A day is", is: credit.minimumDay.explanation },
      { term: "Credited", is: `${credit.creditedMinutes} minutes` },
    ],
    steps: credit.steps.map((step) => ({
      date: formatDay(step.date),
      minutes: step.minutes,
      credited: step.creditedMinutes,
      banked: step.bankAfter,
      reason: step.reason,
    })),
    citations: credit.citations,
    rules: rulesBehind(["AR-MIN-1", "AR-MIN-2", "AR-MIN-3", "AR-MIN-4", "AR-CAP-4", "AR-ABS-7"], today),
    settings: settingsTried(creditSettingNames, { used, district }),
  };
}
export type CreditView = ReturnType<typeof creditView>;
