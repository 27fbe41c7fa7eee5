import { formatDay } from "#app/calendar/day.ts";
import { gradeLabel } from "#app/people/grade.ts";
import type { Case } from "./case-form.ts";
import { creditSessions, creditSummary } from "./credit.ts";
import { defaultRecoverySettings, type RecoverySettings } from "./settings.ts";

type CaseSettings = Pick<RecoverySettings, "rounding" | "dailyExcess" | "remainder230">;

/** What each setting says, in the words of the form and of the answer. */
export const settingWords: {
  [K in keyof CaseSettings]: { label: string; says: Record<CaseSettings[K], string> };
} = {
  rounding: {
    label: "Below a minimum day",
    says: {
      HOUR_PER_SESSION: "Whole hours of each session count",
      HOUR_PER_DATE: "Whole hours of each date count",
      HOUR_TOTAL: "Whole hours of the running total count",
      MINUTES: "Every minute counts",
    },
  },
  dailyExcess: {
    label: "Beyond one minimum day on a date",
    says: { DISCARD: "The rest is lost", CARRY: "The rest is kept for later dates" },
  },
  remainder230: {
    label: "Left of an hour after a day of 230 minutes",
    says: { CARRY: "It is kept", DROP: "It is dropped" },
  },
};

/** A case worked out, in the words of the page. */
export function caseView(asked: Case) {
  const settings = { ...defaultRecoverySettings, ...asked.settings };
  const credit = creditSessions({
    grade: asked.grade,
    program: asked.program,
    minimumDayMinutes: asked.minimum_day_minutes,
    sessions: asked.sessions,
    settings,
  });
  const said = <K extends keyof CaseSettings>(name: K) => ({
    term: settingWords[name].label,
    is: settingWords[name].says[settings[name]],
  });
  return {
    summary: creditSummary(credit),
    facts: [
      { term: "Pupil", is: gradeLabel(asked.grade) },
      { term: "A day is", is: credit.minimumDay.explanation },
      { term: "Credited", is: `${credit.creditedMinutes} minutes` },
      said("rounding"),
      said("dailyExcess"),
      said("remainder230"),
    ],
    steps: credit.steps.map((step) => ({
      date: formatDay(step.date),
      minutes: step.minutes,
      credited: step.creditedMinutes,
      banked: step.bankAfter,
      reason: step.reason,
    })),
    citations: credit.citations,
  };
}
export type CaseView = ReturnType<typeof caseView>;
