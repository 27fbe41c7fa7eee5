import { byDate, formatDay, isAfter, weekKey } from "#app/calendar/day.ts";
import { schoolYearLabel, schoolYearOf } from "#app/calendar/school-year.ts";
import { type Absence, mayOfferRecovery, type Refusal, recoverableAbsences, refuse } from "./eligibility.ts";
import type { RecoverySettings } from "./settings.ts";

/** The most days a pupil can recover in a fiscal year, over all schools of the agency (AR-CAP-1, -2). */
export const mostDaysInYear = 10;

/** The most days of attendance in a school week (AR-CAP-5). */
export const mostDaysInWeek = 5;

/** One day recovered: the absence it makes up, and the date on which it was earned, before or after it. */
export type Claim = { absenceDate: Temporal.PlainDate; earnedDate: Temporal.PlainDate };

/**
 * `bankedDays` are earned and not used. `uncovered` could still be recovered once more days are earned. `refused` are
 * dates that cannot be used, `flagged` those that a person should look at.
 */
export type Claims = {
  claimedDays: number;
  bankedDays: number;
  claims: Claim[];
  uncovered: Temporal.PlainDate[];
  refused: Refusal[];
  flagged: Refusal[];
};

/**
 * Applies the days a pupil has earned to absences, oldest absence first (AR-REP-3), for the fiscal year of `through`
 * and only to what lies on or before it: the least of days earned, ten, and eligible absences (AR-CAP-1). Worked out
 * anew each time, so that taking something back returns to where it was; order of input does not matter. A day may be
 * earned before its absence (AR-ABS-6); nothing crosses 30 June (AR-ABS-7). `alreadyClaimed`: absences made up outside
 * this product; each counts toward the ten when `countsAsRecovery`.
 */
export function claimDays(facts: {
  earned: readonly Temporal.PlainDate[];
  absences: readonly Absence[];
  through: Temporal.PlainDate;
  settings: Pick<RecoverySettings, "agency" | "weekCapBasis" | "incompleteIndependentStudy">;
  alreadyClaimed?: readonly { date: Temporal.PlainDate; countsAsRecovery: boolean }[];
}): Claims {
  const { through, settings, alreadyClaimed = [] } = facts;
  const schoolYear = schoolYearOf(through);
  const known = facts.absences.filter((absence) => !isAfter(absence.date, through));
  const taken = alreadyClaimed.map((claim) => claim.date);
  const eligible = recoverableAbsences({ absences: known, schoolYear, alreadyClaimed: taken, settings });
  const earned = mayOfferRecovery(settings.agency)
    ? usableDays(facts.earned, through)
    : withoutRecovery(facts.earned, through);
  const refused = [...earned.refused, ...eligible.refused];
  const flagged = [
    ...eligible.held,
    ...(settings.weekCapBasis === "ABSENCE_WEEK" ? [] : crowdedWeeks(earned.days)),
  ];

  const elsewhere = alreadyClaimed.filter(
    (claim) => claim.countsAsRecovery && schoolYearOf(claim.date) === schoolYear,
  );
  const weeks = new Map<string, number>();
  const countIn = (date: Temporal.PlainDate) => {
    const week = weekKey(date);
    weeks.set(week, (weeks.get(week) ?? 0) + 1);
  };
  for (const claim of elsewhere) countIn(claim.date);
  const capsWeeks = settings.weekCapBasis !== "EARNED_WEEK";
  const left = Math.max(0, mostDaysInYear - new Set(elsewhere.map((claim) => formatDay(claim.date))).size);

  const claims: Claim[] = [];
  const uncovered: Temporal.PlainDate[] = [];
  for (const { date } of eligible.recoverable) {
    const earnedDate = earned.days[claims.length];
    if (claims.length >= left)
      refused.push(refuse(date, "AR-CAP-1", "comes after the ten days of this year"));
    else if (capsWeeks && (weeks.get(weekKey(date)) ?? 0) >= mostDaysInWeek)
      refused.push(refuse(date, "AR-CAP-5", "would be the sixth day recovered in its week"));
    else if (earnedDate === undefined) uncovered.push(date);
    else {
      claims.push({ absenceDate: date, earnedDate });
      countIn(date);
    }
  }
  return {
    claimedDays: claims.length,
    bankedDays: earned.days.length - claims.length,
    claims,
    uncovered,
    refused: refused.toSorted(inOrder),
    flagged: flagged.toSorted(inOrder),
  };
}

/** Days earned in the fiscal year up to `through`, one a calendar date, oldest first; later ones are not looked at. */
function usableDays(earned: readonly Temporal.PlainDate[], through: Temporal.PlainDate) {
  const schoolYear = schoolYearOf(through);
  const days: Temporal.PlainDate[] = [];
  const refused: Refusal[] = [];
  for (const date of earned.filter((day) => !isAfter(day, through)).toSorted(byDate)) {
    if (schoolYearOf(date) < schoolYear)
      refused.push(
        refuse(
          date,
          "AR-ABS-7",
          `was earned in ${schoolYearLabel(schoolYearOf(date))} and lapsed on June 30`,
        ),
      );
    else if (days.at(-1)?.equals(date))
      refused.push(refuse(date, "AR-CAP-4", "has earned its one day already"));
    else days.push(date);
  }
  return { days, refused };
}

/** A charter that may not offer recovery has nothing to claim with (AR-LEA-2). */
function withoutRecovery(earned: readonly Temporal.PlainDate[], through: Temporal.PlainDate) {
  const known = earned.filter((day) => !isAfter(day, through));
  const why = "was earned at an agency that may not offer recovery";
  return { days: [] as Temporal.PlainDate[], refused: known.map((day) => refuse(day, "AR-LEA-2", why)) };
}

function crowdedWeeks(days: readonly Temporal.PlainDate[]): Refusal[] {
  if (days.length <= mostDaysInWeek) return [];
  const weeks = Map.groupBy(days, (date) => weekKey(date));
  return [...weeks.values()].flatMap((week) =>
    week
      .slice(mostDaysInWeek)
      .map((date) =>
        refuse(date, "AR-CAP-5", `is more than the ${mostDaysInWeek} days to be earned in a week`),
      ),
  );
}

function inOrder(one: Refusal, other: Refusal): number {
  return byDate(one.date, other.date) || one.reason.localeCompare(other.reason);
}
