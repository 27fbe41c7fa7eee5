import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Category } from "#app/attendance/category.ts";
import { isAfter, weekKey } from "#app/calendar/day.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import { anySettings, anySettingsByDay } from "../../tests/recovery/any-settings.ts";
import { claimDays, madeUpThrough } from "./claim.ts";
import { settingsOn } from "./settings-by-day.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const anyDate = fc.integer({ min: -20, max: 400 }).map((days) => day("2026-07-01").add({ days }));
/** Two weeks in which most days are missed and most are earned. */
const fortnight = Array.from({ length: 14 }, (_, days) => day("2026-10-05").add({ days }));
const anyFortnight = fc.record({
  earned: fc.subarray(fortnight, { minLength: 8 }),
  absences: fc
    .subarray(fortnight, { minLength: 11 })
    .map((dates) => dates.map((date) => ({ date, category: "EXCUSED" as const }))),
  alreadyClaimed: fc.array(
    fc.record({
      date: fc.constantFrom(...fortnight),
      countsAsRecovery: fc.boolean(),
      madeUpOn: fc.option(fc.constantFrom(...fortnight), { nil: null }),
    }),
    { maxLength: 3 },
  ),
  through: fc.constant(day("2027-06-30")),
  settings: fc
    .oneof(anySettings, anySettingsByDay(fortnight[0]!, 14))
    .map((given) => (date: Temporal.PlainDate) => ({
      ...settingsOn(given, date),
      agency: "district" as const,
    })),
});
const anyMadeUp = fc.record({
  date: anyDate,
  countsAsRecovery: fc.boolean(),
  madeUpOn: fc.option(anyDate, { nil: null }),
});
const anyAbsence = fc.record({
  date: anyDate,
  category: fc.constantFrom<Category>(
    ...(["EXCUSED", "EXCUSED", "UNEXCUSED", "UNVERIFIED", "SUSP_OUT", "PRESENT", "IS_NON_ADA"] as const),
  ),
});
const anyFacts = fc.record({
  earned: fc.array(anyDate, { maxLength: 25, size: "max" }),
  absences: fc.array(anyAbsence, { maxLength: 40, size: "max" }),
  alreadyClaimed: fc.array(anyMadeUp, { maxLength: 8, size: "max" }),
  through: anyDate,
  settings: fc.oneof(anySettings, anySettingsByDay(day("2026-07-01"), 365)),
});

describe("whatever was earned and missed", () => {
  it("claims at most ten, never more than was earned or missed, and nothing twice", () => {
    fc.assert(
      fc.property(anyFacts, ({ settings, ...facts }) => {
        const result = claimDays({ ...facts, settings });
        const made = result.claims.map((each) => each.absenceDate.toString());
        const used = result.claims.map((each) => each.earnedDate.toString());
        const counted = madeUpThrough(facts.alreadyClaimed, facts.through).filter(
          ({ date, countsAsRecovery }) =>
            countsAsRecovery && schoolYearOf(date) === schoolYearOf(facts.through),
        );
        const elsewhere = new Set(counted.map(({ date }) => date.toString()));
        expect(result.claimedDays + Math.min(10, elsewhere.size)).toBeLessThanOrEqual(10);
        for (const date of elsewhere) expect(made).not.toContain(date);
        expect(new Set(made).size).toBe(result.claimedDays);
        expect(new Set(used).size).toBe(result.claimedDays);
        const missed = facts.absences.filter(
          ({ category }) => category === "EXCUSED" || category === "UNEXCUSED" || category === "IS_NON_ADA",
        );
        expect(missed.map(({ date }) => date.toString())).toEqual(expect.arrayContaining(made));
        expect(facts.earned.map(String)).toEqual(expect.arrayContaining(used));
        expect(result.bankedDays).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("does not depend on the order of input, and one day more never makes less", () => {
    fc.assert(
      fc.property(anyFacts, anyDate, ({ settings, ...facts }, extra) => {
        const before = claimDays({ ...facts, settings });
        const turned = {
          ...facts,
          earned: facts.earned.toReversed(),
          absences: facts.absences.toReversed(),
          alreadyClaimed: facts.alreadyClaimed.toReversed(),
        };
        expect(claimDays({ ...turned, settings })).toEqual(before);
        const more = { ...facts, earned: [extra, ...facts.earned] };
        expect(claimDays({ ...more, settings }).claimedDays).toBeGreaterThanOrEqual(before.claimedDays);
      }),
    );
  });

  it("claims at most five days in a week, of the absence or of earning as the setting of that day says", () => {
    fc.assert(
      fc.property(anyFortnight, ({ settings, ...facts }) => {
        const { claims } = claimDays({ ...facts, settings });
        const basisOn = (date: Temporal.PlainDate) => settingsOn(settings, date).weekCapBasis;
        const used = facts.alreadyClaimed.flatMap(({ countsAsRecovery, madeUpOn }) =>
          countsAsRecovery && madeUpOn ? [madeUpOn] : [],
        );
        const most = (days: Temporal.PlainDate[]) =>
          Math.max(0, ...[...Map.groupBy(days, (day) => weekKey(day)).values()].map((week) => week.length));
        const earned = claims.map(({ earnedDate }) => earnedDate);
        for (const date of used) expect(earned.map(String)).not.toContain(String(date));
        expect(most(earned.filter((day) => basisOn(day) !== "ABSENCE_WEEK"))).toBeLessThanOrEqual(5);
        const recovered = new Set(
          facts.alreadyClaimed.flatMap(({ date, countsAsRecovery }) =>
            countsAsRecovery ? [String(date)] : [],
          ),
        );
        for (const { absenceDate } of claims) {
          if (basisOn(absenceDate) === "EARNED_WEEK") continue;
          const inItsWeek = (date: Temporal.PlainDate) => weekKey(date) === weekKey(absenceDate);
          const ours = claims.filter(
            (one) => inItsWeek(one.absenceDate) && !isAfter(one.absenceDate, absenceDate),
          );
          const theirs = [...recovered].filter((date) => inItsWeek(day(date)));
          expect(ours.length + theirs.length).toBeLessThanOrEqual(5);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("sees nothing of what was made up elsewhere after its end", () => {
    fc.assert(
      fc.property(anyFacts, fc.array(anyMadeUp), ({ settings, ...facts }, later) => {
        const after = later.filter(
          ({ date, madeUpOn }) =>
            Temporal.PlainDate.compare(date, facts.through) > 0 ||
            (madeUpOn !== null && Temporal.PlainDate.compare(madeUpOn, facts.through) > 0),
        );
        const with_ = { ...facts, alreadyClaimed: [...facts.alreadyClaimed, ...after] };
        expect(claimDays({ ...with_, settings })).toEqual(claimDays({ ...facts, settings }));
      }),
    );
  });
});
