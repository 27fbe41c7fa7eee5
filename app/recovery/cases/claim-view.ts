import { categories } from "#app/attendance/category.ts";
import { byDate, displayDay, formatDay, isAfter } from "#app/calendar/day.ts";
import { schoolYearLabel, schoolYearOf } from "#app/calendar/school-year.ts";
import { type Claims, claimDays } from "../claim.ts";
import type { Refusal } from "../eligibility.ts";
import type { RecoverySettings } from "../settings.ts";
import { rulesBehind, settingsTried } from "./behind.ts";
import { type ClaimCase, claimSettingNames } from "./claim-form.ts";

/** What a line of the case came to, and the rule that says so where one does. */
type Outcome = { outcome: string; rule: string | null };

/** Which absences a pupil's days earned make up for, in the words of the page. */
export function claimView(asked: ClaimCase, district: RecoverySettings, today: Temporal.PlainDate) {
  const used = { ...district, ...asked.settings };
  const made = claimDays({ ...asked, settings: used });
  const spoken = [...made.refused, ...made.flagged];
  return {
    summary: `${days(made.claimedDays)} made up; ${days(made.bankedDays)} kept for absences to come.`,
    facts: [
      { term: "Fiscal year", is: schoolYearLabel(schoolYearOf(asked.through)) },
      { term: "Counted up to and with", is: displayDay(asked.through) },
      { term: "Absences still open", is: String(made.uncovered.length) },
    ],
    absences: asked.absences
      .toSorted((one, other) => byDate(one.date, other.date))
      .map(({ date, category }) => ({
        key: formatDay(date),
        date: formatDay(date),
        what: categories[category].label,
        ...absenceOutcome(date, made, asked.through),
      })),
    earned: earnedLines(asked, made),
    rules: rulesBehind(["AR-CAP-1", "AR-REP-3", "AR-ABS-6", ...spoken.map(({ rule }) => rule)], today),
    settings: settingsTried(claimSettingNames, { used, district }),
  };
}
export type ClaimView = ReturnType<typeof claimView>;

const days = (count: number) => `${count} ${count === 1 ? "day" : "days"}`;
const afterwards: Outcome = { outcome: "Comes after the last day that counts.", rule: null };
const on = (date: Temporal.PlainDate) => (refusal: Refusal) => refusal.date.equals(date);
const said = ({ reason, rule }: Refusal): Outcome => ({ outcome: reason, rule });

function absenceOutcome(date: Temporal.PlainDate, made: Claims, through: Temporal.PlainDate): Outcome {
  if (isAfter(date, through)) return afterwards;
  const claim = made.claims.find(({ absenceDate }) => absenceDate.equals(date));
  if (claim) return { outcome: `Made up by the day earned on ${displayDay(claim.earnedDate)}.`, rule: null };
  const ofAbsences = made.refused.filter((refusal) => !made.unusable.includes(refusal));
  const spoken = [...ofAbsences, ...made.flagged].find(on(date));
  if (spoken) return said(spoken);
  return { outcome: "Still open: it can be made up once another day is earned.", rule: null };
}

function earnedLines({ earned, through }: ClaimCase, made: Claims) {
  const dates = earned.toSorted(byDate);
  return dates.map((date, index) => ({
    key: index,
    date: formatDay(date),
    ...earnedOutcome(date, {
      made,
      through,
      again: index > 0 && dates[index - 1]!.equals(date),
    }),
  }));
}

function earnedOutcome(
  date: Temporal.PlainDate,
  { made, through, again }: { made: Claims; through: Temporal.PlainDate; again: boolean },
): Outcome {
  if (isAfter(date, through)) return afterwards;
  const refused = made.unusable.filter(on(date)).find(({ rule }) => again || rule !== "AR-CAP-4");
  if (refused) return said(refused);
  const claim = made.claims.find(({ earnedDate }) => earnedDate.equals(date));
  return {
    outcome: claim
      ? `Makes up for ${displayDay(claim.absenceDate)}.`
      : "Kept: no absence to use it on so far.",
    rule: null,
  };
}
