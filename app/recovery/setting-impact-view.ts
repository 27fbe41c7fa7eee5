import { displayDay, isAfter } from "#app/calendar/day.ts";
import { labelOf, saidOf } from "./rule-settings-view.ts";
import type { ChosenSetting } from "./setting-form.ts";
import type { DistrictImpact } from "./setting-impact.server.ts";
import type { ImpactRow, YearSums } from "./setting-impact.ts";
import type { WrittenName } from "./settings-in-force.ts";
import { dollars } from "./settings-used.ts";

const number = (count: number): string => count.toLocaleString("en-US");

/** "1,200, then 1,380 (+180)"; a figure that stays is said once. */
function change(before: number, after: number, say: (count: number) => string = number): string {
  if (before === after) return say(before);
  return `${say(before)}, then ${say(after)} (${after > before ? "+" : "−"}${say(Math.abs(after - before))})`;
}

function money(before: YearSums, after: YearSums): string {
  if (after.dollars === null) return "not known";
  if (before.dollars === null) return `not known, then ${dollars(after.dollars)}`;
  return change(before.dollars, after.dollars, dollars);
}

/** "3 more days are claimed" */
function claimed(days: number): string {
  if (days === 0) return "as many days are claimed";
  const count = Math.abs(days);
  return `${number(count)} ${days > 0 ? "more" : "fewer"} ${count === 1 ? "day is" : "days are"} claimed`;
}

const rowOf = (label: string, { schoolId, before, after, gain, lose }: ImpactRow) => ({
  key: schoolId ?? "whole district",
  label,
  credited: change(before.creditedMinutes, after.creditedMinutes),
  earned: change(before.earnedDays, after.earnedDays),
  claimed: change(before.claimedDays, after.claimedDays),
  banked: change(before.bankedDays, after.bankedDays),
  money: money(before, after),
  gain: number(gain),
  lose: number(lose),
});

function whenIn(
  { effectiveFrom }: ChosenSetting,
  follows: Temporal.PlainDate | null,
  today: Temporal.PlainDate,
): string {
  if (isAfter(effectiveFrom, today))
    return `Nothing changes before ${displayDay(effectiveFrom)}. The figures show this year as if it had held since July 1.`;
  const counted = "Sessions, absences and days earned on those dates are counted by it";
  if (follows !== null)
    return `It holds until the choice that holds from ${displayDay(follows)} follows it. ${counted}.`;
  return `${counted}, and all later ones; what is dated before stays as it is.`;
}

/** What a choice would change, in the words of the page that is shown before it is saved. */
export function impactView(
  name: WrittenName,
  chosen: ChosenSetting,
  impact: DistrictImpact,
  today: Temporal.PlainDate,
) {
  const { whole, schools, names } = impact;
  const days = whole.after.claimedDays - whole.before.claimedDays;
  const stays = (what: keyof YearSums) => whole.before[what] === whole.after[what];
  const same =
    whole.gain + whole.lose === 0 &&
    stays("creditedMinutes") &&
    stays("earnedDays") &&
    stays("claimedDays") &&
    stays("bankedDays");
  return {
    name,
    label: labelOf(name),
    is: saidOf(name, chosen.value),
    from: displayDay(chosen.effectiveFrom),
    verified: `${chosen.verifiedBy}, ${displayDay(chosen.verifiedOn)}`,
    source: chosen.source,
    when: whenIn(chosen, impact.follows, today),
    lead: same
      ? `No pupil's credit or claim of this school year would change.${stays("dollars") ? "" : " What the claims are worth would."}`
      : `${number(whole.gain)} ${whole.gain === 1 ? "pupil gains" : "pupils gain"} and ${number(whole.lose)} ${whole.lose === 1 ? "loses" : "lose"}; ${claimed(
          days,
        )}.`,
    rows: [
      rowOf("Whole district", whole),
      ...schools.map((row) => rowOf(names.get(row.schoolId ?? 0) ?? "School not known", row)),
    ],
  };
}
export type ImpactView = ReturnType<typeof impactView>;
