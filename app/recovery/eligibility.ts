import { type Category, categories } from "#app/attendance/category.ts";
import { byDate, displayDay, formatDay, isWeekend } from "#app/calendar/day.ts";
import { type SchoolYear, schoolYearLabel, schoolYearOf } from "#app/calendar/school-year.ts";
import type { Grade } from "#app/people/grade.ts";
import type { RecoverySettings } from "./settings.ts";
import { type Given, settingsOn } from "./settings-by-day.ts";

/** Where a pupil stands toward recovery. Only `eligible` may be given a place and earn days. */
export type EligibilityState =
  | "eligible"
  | "agency_may_not"
  | "not_enrolled"
  | "grade_not_covered"
  | "independent_study"
  | "no_opt_in";

/**
 * `grade` null outside TK to 12. `studyDays`: schooldays running in independent study, up to and with this one, 0 when
 * the pupil is not in it now. `optedIn` null while nobody has answered.
 */
export type EligibilityFacts = {
  agency: RecoverySettings["agency"];
  enrolled: boolean;
  grade: Grade | null;
  studyDays: number;
  optedIn: boolean | null;
};

export type Eligibility = { state: EligibilityState; eligible: boolean; rule: string; reason: string };

/** More schooldays running than this in independent study bar a pupil (AR-PUP-2). */
const studyDaysAllowed = 15;

/** May an agency of this kind offer recovery at all (AR-LEA-1, -2)? */
export const mayOfferRecovery = (agency: RecoverySettings["agency"]): boolean =>
  agency !== "nonclassroom_charter" && agency !== "partnership_charter";

/** May this pupil take part in recovery today, by rules AR-LEA-1, -2 and AR-PUP-1 to -3, the first that fails first. */
export function pupilEligibility(facts: EligibilityFacts): Eligibility {
  const not = (state: EligibilityState, rule: string, reason: string) => ({
    state,
    eligible: false,
    rule,
    reason,
  });
  if (!mayOfferRecovery(facts.agency))
    return not(
      "agency_may_not",
      "AR-LEA-2",
      "Nonclassroom-based and partnership charters may not offer recovery.",
    );
  if (!facts.enrolled) return not("not_enrolled", "AR-PUP-1", "The pupil is not enrolled in this agency.");
  if (facts.grade === null)
    return not("grade_not_covered", "AR-PUP-1", "Recovery is for pupils of TK to grade 12.");
  const study = studyBar(facts.studyDays);
  if (study !== null) return not("independent_study", "AR-PUP-2", study);
  if (facts.optedIn !== true)
    return not(
      "no_opt_in",
      "AR-PUP-3",
      facts.optedIn === null
        ? "Recovery is voluntary, and the family has not answered yet."
        : "Recovery is voluntary, and the family has declined.",
    );
  return {
    state: "eligible",
    eligible: true,
    rule: "AR-PUP-1",
    reason: "The pupil may take part in recovery.",
  };
}

/** Why so many schooldays running in independent study bar a pupil (AR-PUP-2); null where they do not. */
const studyBar = (studyDays: number): string | null =>
  studyDays > studyDaysAllowed
    ? `${studyDays} schooldays running in independent study: more than ${studyDaysAllowed}, so not while it lasts.`
    : null;

/**
 * Why time that was attended may not be claimed, judged by what held on its date (AR-PUP-2, -3): a place may have been
 * given before the pupil went into independent study, or before the family said no. Null where it may.
 */
export function barToClaiming({
  studyDays,
  optedIn,
}: Pick<EligibilityFacts, "studyDays" | "optedIn">): { rule: string; reason: string } | null {
  const study = studyBar(studyDays);
  if (study !== null) return { rule: "AR-PUP-2", reason: study };
  if (optedIn === true) return null;
  const reason =
    optedIn === null
      ? "Recovery is voluntary, and no answer of the family is on record for that day."
      : "Recovery is voluntary, and the family had declined.";
  return { rule: "AR-PUP-3", reason };
}

/** A day and what the whole of it came to, on the records of this agency: those of another are never read (AR-CAP-6). */
export type Absence = { date: Temporal.PlainDate; category: Category };

/** A date that cannot be used (or not yet), the rule that says so, and the sentence for staff. */
export type Refusal = { date: Temporal.PlainDate; rule: string; reason: string };

export type RecoverableAbsences = { recoverable: Absence[]; refused: Refusal[]; held: Refusal[] };

/**
 * Which absences of a school year can be recovered, which not and why, and which are held until a person decides
 * (AR-ABS-1 to -5). `alreadyClaimed`: dates made up already, in whatever way. Each date appears once, oldest
 * first; when a date was given twice, the entry that claims least speaks.
 */
export function recoverableAbsences(facts: {
  absences: readonly Absence[];
  schoolYear: SchoolYear;
  alreadyClaimed: readonly Temporal.PlainDate[];
  settings: Given<StudySetting>;
}): RecoverableAbsences {
  const claimed = new Set(facts.alreadyClaimed.map(formatDay));
  const result: RecoverableAbsences = { recoverable: [], refused: [], held: [] };
  for (const absence of oneADate(facts.absences, facts.settings)) {
    const { date, category } = absence;
    const refusal =
      outsideYear(absence, facts.schoolYear) ??
      (claimed.has(formatDay(date)) ? refuse(date, "AR-ABS-5", "has been made up already") : null) ??
      notByCategory(absence, facts.settings);
    const answer = recoverability(absence, facts.settings);
    if (refusal !== null) result.refused.push(refusal);
    else if (answer === "hold") result.held.push(hold(date, category));
    else if (answer === "yes") result.recoverable.push(absence);
  }
  return result;
}

type StudySetting = Pick<RecoverySettings, "incompleteIndependentStudy">;

/** The answer of an absence's category, with the district's setting of that day for incomplete independent study. */
function recoverability({ date, category }: Absence, settings: Given<StudySetting>): "yes" | "no" | "hold" {
  if (category !== "IS_NON_ADA") return categories[category].recoverable;
  const { incompleteIndependentStudy } = settingsOn(settings, date);
  return ({ HOLD: "hold", YES: "yes", NO: "no" } as const)[incompleteIndependentStudy];
}

function oneADate(absences: readonly Absence[], settings: Given<StudySetting>): Absence[] {
  const weight = (absence: Absence) => ({ no: 2, hold: 1, yes: 0 })[recoverability(absence, settings)];
  const strictest = (one: Absence, other: Absence) =>
    weight(other) - weight(one) || one.category.localeCompare(other.category);
  return [...Map.groupBy(absences, (absence) => formatDay(absence.date)).values()]
    .map((sameDate) => sameDate.toSorted(strictest)[0] as Absence)
    .toSorted((one, other) => byDate(one.date, other.date));
}

/** A refusal whose sentence begins with its date: "September 3, 2026 …" */
export function refuse(date: Temporal.PlainDate, rule: string, why: string): Refusal {
  return { date, rule, reason: `${displayDay(date)} ${why}.` };
}

function outsideYear({ date }: Absence, schoolYear: SchoolYear): Refusal | null {
  const year = schoolYearOf(date);
  if (year !== schoolYear)
    return refuse(
      date,
      "AR-ABS-1",
      `belongs to ${schoolYearLabel(year)}, not to ${schoolYearLabel(schoolYear)}`,
    );
  return isWeekend(date)
    ? refuse(date, "AR-ABS-1", "is on a weekend, when no school day can be missed")
    : null;
}

function notByCategory(absence: Absence, settings: Given<StudySetting>): Refusal | null {
  const { date, category } = absence;
  if (recoverability(absence, settings) !== "no") return null;
  if (category === "SUSP_OUT" || category === "SUSP_IN")
    return refuse(date, "AR-ABS-2", "was a suspension, which cannot be recovered");
  if (category === "IMMUN_EXCLUSION")
    return refuse(date, "AR-ABS-3", "was missed for immunizations, which cannot be recovered");
  if (category === "IS_ADA") return refuse(date, "AR-ABS-5", "is credited through independent study already");
  if (category === "IS_NON_ADA")
    return refuse(date, "AR-ABS-5", "was incomplete independent study, which the district does not recover");
  if (category === "HOME_HOSPITAL" || category === "NOT_ENROLLED")
    return refuse(date, "AR-ABS-1", "was not a day of the pupil's classroom program");
  return refuse(date, "AR-ABS-4", "was attended in part or whole, so there is nothing to recover");
}

function hold(date: Temporal.PlainDate, category: Category): Refusal {
  return category === "UNVERIFIED"
    ? {
        date,
        rule: "AR-ABS-1",
        reason: `${displayDay(date)} waits until the reason of the absence is known.`,
      }
    : {
        date,
        rule: "AR-ABS-5",
        reason: `${displayDay(date)} waits until the state has answered on such days.`,
      };
}
