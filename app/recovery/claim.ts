import { byDate, formatDay, isAfter, weekKey } from "#app/calendar/day.ts";
import { schoolYearLabel, schoolYearOf } from "#app/calendar/school-year.ts";
import { type Absence, mayOfferRecovery, type Refusal, recoverableAbsences, refuse } from "./eligibility.ts";
import type { RecoverySettings } from "./settings.ts";
import { type Given, settingsOn } from "./settings-by-day.ts";

/** The most days a pupil can recover in a fiscal year, over all schools of the agency (AR-CAP-1, -2). */
export const mostDaysInYear = 10;

/** The most days of attendance in a school week, of the absence or of earning as `weekCapBasis` says (AR-CAP-5). */
export const mostDaysInWeek = 5;

/** One day recovered: the absence it makes up, and the date on which it was earned, before or after it. */
export type Claim = { absenceDate: Temporal.PlainDate; earnedDate: Temporal.PlainDate };

/**
 * `bankedDays` are earned and not used. `uncovered` could still be recovered once more days are earned. `refused` are
 * dates that cannot be used, `unusable` those of them that are days earned, `flagged` what a person should look at.
 */
export type Claims = {
  claimedDays: number;
  bankedDays: number;
  claims: Claim[];
  uncovered: Temporal.PlainDate[];
  refused: Refusal[];
  unusable: Refusal[];
  flagged: Refusal[];
};

/**
 * An absence made up outside this product, as a list out of Aeries has it. `madeUpOn`: by taking part on that date,
 * where the list says so. Recovery counts toward the ten days; Saturday school does not (AR-ABS-5).
 */
export type MadeUp = {
  date: Temporal.PlainDate;
  countsAsRecovery: boolean;
  madeUpOn?: Temporal.PlainDate | null;
};

type ClaimSettings = Pick<RecoverySettings, "agency" | "weekCapBasis" | "incompleteIndependentStudy">;

/**
 * Applies the days a pupil has earned to absences, oldest absence first (AR-REP-3), for the fiscal year of `through`
 * and only to what lies on or before it: the least of days earned, ten, and eligible absences (AR-CAP-1). Worked out
 * anew each time, so that taking something back returns to where it was; order of input does not matter. A day may be
 * earned before its absence (AR-ABS-6); nothing crosses 30 June (AR-ABS-7). Absences made up elsewhere are not claimed
 * again, and as recovery they take their part of the ten and of the week (AR-CAP-2, -5). A setting is that of the date
 * of the absence, or of the day earned, that it decides.
 */
export function claimDays(facts: {
  earned: readonly Temporal.PlainDate[];
  absences: readonly Absence[];
  through: Temporal.PlainDate;
  settings: Given<ClaimSettings>;
  alreadyClaimed?: readonly MadeUp[];
}): Claims {
  const { through, settings } = facts;
  const schoolYear = schoolYearOf(through);
  const known = facts.absences.filter((absence) => !isAfter(absence.date, through));
  const madeUp = madeUpThrough(facts.alreadyClaimed ?? [], through);
  const taken = madeUp.map(({ date }) => date);
  const eligible = recoverableAbsences({ absences: known, schoolYear, alreadyClaimed: taken, settings });
  const elsewhere = madeUp.filter(
    ({ date, countsAsRecovery }) => countsAsRecovery && schoolYearOf(date) === schoolYear,
  );
  const earned = usableDays(facts.earned, through, elsewhere, settings);
  const refused = [...earned.refused, ...eligible.refused];
  const recovered = new Map(elsewhere.map(({ date }) => [formatDay(date), date]));
  const weeks = weekCount([...recovered.values()]);
  const left = Math.max(0, mostDaysInYear - recovered.size);

  const claims: Claim[] = [];
  const uncovered: Temporal.PlainDate[] = [];
  for (const { date } of eligible.recoverable) {
    const earnedDate = earned.days[claims.length];
    const capsWeek = settingsOn(settings, date).weekCapBasis !== "EARNED_WEEK";
    if (claims.length >= left)
      refused.push(refuse(date, "AR-CAP-1", "comes after the ten days of this year"));
    else if (capsWeek && weeks.isFull(date))
      refused.push(refuse(date, "AR-CAP-5", "would be the sixth day recovered in its week"));
    else if (earnedDate === undefined) uncovered.push(date);
    else {
      claims.push({ absenceDate: date, earnedDate });
      weeks.add(date);
    }
  }
  return {
    claimedDays: claims.length,
    bankedDays: earned.days.length - claims.length,
    claims,
    uncovered,
    refused: refused.toSorted(inOrder),
    unusable: earned.refused,
    flagged: eligible.held.toSorted(inOrder),
  };
}

/** What had been made up elsewhere by a day: what the list puts after it is not known to a period that ends there. */
export const madeUpThrough = <T extends MadeUp>(madeUp: readonly T[], through: Temporal.PlainDate): T[] =>
  madeUp.filter(({ date, madeUpOn }) => !isAfter(date, through) && !(madeUpOn && isAfter(madeUpOn, through)));

/** How many of some days lie in each week, Monday to Sunday (AR-CAP-5). */
function weekCount(days: readonly Temporal.PlainDate[]) {
  const all = [...days];
  // Of five days none is the sixth: few pupils have more, and the week of a date is dear to find.
  return {
    add: (day: Temporal.PlainDate) => all.push(day),
    isFull: (day: Temporal.PlainDate) =>
      all.length >= mostDaysInWeek &&
      all.filter((one) => weekKey(one) === weekKey(day)).length >= mostDaysInWeek,
  };
}

/**
 * Days earned in the fiscal year up to `through` that may be used, oldest first; later ones are not looked at. One a
 * calendar date, which a make-up elsewhere may have used already (AR-CAP-4), and where the setting looks at the week of
 * earning, five in it (AR-CAP-5). An agency that may not offer recovery on that date earns nothing (AR-LEA-2).
 */
function usableDays(
  earned: readonly Temporal.PlainDate[],
  through: Temporal.PlainDate,
  elsewhere: readonly MadeUp[],
  settings: Given<ClaimSettings>,
) {
  const schoolYear = schoolYearOf(through);
  const used = new Map(
    elsewhere.flatMap(({ madeUpOn }) => (madeUpOn ? [[formatDay(madeUpOn), madeUpOn]] : [])),
  );
  const weeks = weekCount([...used.values()]);
  const days: Temporal.PlainDate[] = [];
  const refused: Refusal[] = [];
  for (const date of earned.filter((day) => !isAfter(day, through)).toSorted(byDate)) {
    const { agency, weekCapBasis } = settingsOn(settings, date);
    const no = (rule: string, why: string) => refused.push(refuse(date, rule, why));
    if (!mayOfferRecovery(agency)) no("AR-LEA-2", "was earned at an agency that may not offer recovery");
    else if (schoolYearOf(date) < schoolYear)
      no("AR-ABS-7", `was earned in ${schoolYearLabel(schoolYearOf(date))} and lapsed on June 30`);
    else if (days.at(-1)?.equals(date)) no("AR-CAP-4", "has earned its one day already");
    else if (used.has(formatDay(date))) no("AR-CAP-4", "has made up an absence in Aeries already");
    else if (weekCapBasis !== "ABSENCE_WEEK" && weeks.isFull(date))
      no("AR-CAP-5", `is more than the ${mostDaysInWeek} days to be earned in a week`);
    else {
      days.push(date);
      weeks.add(date);
    }
  }
  return { days, refused };
}

function inOrder(one: Refusal, other: Refusal): number {
  return byDate(one.date, other.date) || one.reason.localeCompare(other.reason);
}
