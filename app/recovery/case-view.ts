import { formatDay } from "#app/calendar/day.ts";
import { gradeLabel } from "#app/people/grade.ts";
import type { Case, caseSettings } from "./case-form.ts";
import { creditSessions, creditSummary } from "./credit.ts";
import { settingWords, valueInWords } from "./setting-words.ts";
import type { RecoverySettings } from "./settings.ts";

/** A case worked out, in the words of the page. `district`: what holds for settings that the case does not name. */
export function caseView(asked: Case, district: RecoverySettings) {
  const settings = { ...district, ...asked.settings };
  const credit = creditSessions({
    grade: asked.grade,
    program: asked.program,
    minimumDayMinutes: asked.minimum_day_minutes,
    sessions: asked.sessions,
    settings,
  });
  const said = (name: (typeof caseSettings)[number]) => ({
    term: settingWords[name].label,
    is: valueInWords(name, settings[name]),
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
