import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Category } from "#app/attendance/category.ts";
import { claimDays } from "./claim.ts";
import { defaultRecoverySettings, type RecoverySettings } from "./settings.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const yearEnd = day("2027-06-30");

/** Every Thursday from September 3, 2026, so that no week is ever crowded. */
const absences = (count: number, category: Category = "EXCUSED", from = "2026-09-03") =>
  Array.from({ length: count }, (_, index) => ({ date: day(from).add({ weeks: index }), category }));
const saturdays = (count: number) =>
  Array.from({ length: count }, (_, index) => day("2026-09-05").add({ weeks: index }));

function claim(facts: Partial<Parameters<typeof claimDays>[0]>, change: Partial<RecoverySettings> = {}) {
  const settings = { ...defaultRecoverySettings, ...change };
  return claimDays({ earned: [], absences: [], through: yearEnd, settings, ...facts });
}

describe("claiming days", () => {
  it("AR-20: 8 earned, 6 absences: claims 6, keeps 2", () => {
    expect(claim({ earned: saturdays(8), absences: absences(6) })).toMatchObject({
      claimedDays: 6,
      bankedDays: 2,
    });
  });

  it("AR-21: 14 earned, 22 absences: claims the oldest 10", () => {
    const result = claim({ earned: saturdays(14), absences: absences(22).toReversed() });
    expect(result.claimedDays).toBe(10);
    expect(result.claims[9]?.absenceDate.toString()).toBe("2026-11-05");
    expect(result.refused.map((refusal) => refusal.rule)).toEqual(Array(12).fill("AR-CAP-1"));
    expect(result.uncovered).toEqual([]);
  });

  it("AR-23: 4 earned, 5 absences of which 2 for immunization: claims 3", () => {
    const mixed = [...absences(3), ...absences(2, "IMMUN_EXCLUSION", "2026-10-01")];
    const result = claim({ earned: saturdays(4), absences: mixed });
    expect([result.claimedDays, result.bankedDays]).toEqual([3, 1]);
    expect(result.refused.map((refusal) => refusal.rule)).toEqual(["AR-ABS-3", "AR-ABS-3"]);
  });

  it("AR-25: a day earned on 25 June counts for that year, on 6 July for the next", () => {
    const earned = [day("2027-06-25"), day("2027-07-06")];
    expect(claim({ earned, absences: absences(2) }).claims.map((made) => made.earnedDate.toString())).toEqual(
      ["2027-06-25"],
    );
    const next = [{ date: day("2027-09-02"), category: "EXCUSED" as const }];
    const following = claim({ earned, absences: next, through: day("2028-06-30") });
    expect(following.claims.map((made) => made.earnedDate.toString())).toEqual(["2027-07-06"]);
  });

  it("AR-26: 3 days unused on 30 June lapse", () => {
    expect(claim({ earned: saturdays(3) }).bankedDays).toBe(3);
    const next = claim({ earned: saturdays(3), through: day("2027-07-01") });
    expect(next.bankedDays).toBe(0);
    expect(next.refused[0]?.reason).toBe("September 5, 2026 was earned in 2026-27 and lapsed on June 30.");
  });

  it("takes the oldest absence first, and leaves the rest uncovered", () => {
    const result = claim({ earned: saturdays(1), absences: absences(2).toReversed() });
    expect(result.claims[0]?.absenceDate.toString()).toBe("2026-09-03");
    expect(result.uncovered.map(String)).toEqual(["2026-09-10"]);
  });

  it("lets a day be earned before its absence, in the summer too", () => {
    const result = claim({ earned: [day("2026-07-15")], absences: absences(1) });
    expect(result.claims).toEqual([{ absenceDate: day("2026-09-03"), earnedDate: day("2026-07-15") }]);
  });

  it("looks at nothing after the end of its period", () => {
    const result = claim({ earned: saturdays(3), absences: absences(3), through: day("2026-09-11") });
    expect([result.claimedDays, result.bankedDays, result.uncovered.length]).toEqual([1, 0, 1]);
  });

  it("earns one day a calendar date, however often it is listed", () => {
    const result = claim({ earned: [day("2026-09-05"), day("2026-09-05")], absences: absences(2) });
    expect([result.claimedDays, result.refused[0]?.rule]).toEqual([1, "AR-CAP-4"]);
  });

  it("holds unverified absences for a person to look at", () => {
    const result = claim({ earned: saturdays(1), absences: absences(1, "UNVERIFIED") });
    expect([result.claimedDays, result.flagged[0]?.rule]).toEqual([0, "AR-ABS-1"]);
  });

  it("counts days recovered elsewhere toward the ten, and never claims their absences again", () => {
    const elsewhere = absences(9).map(({ date }) => ({ date, countsAsRecovery: true }));
    const result = claim({ earned: saturdays(5), absences: absences(12), alreadyClaimed: elsewhere });
    expect(result.claims.map((made) => made.absenceDate.toString())).toEqual(["2026-11-05"]);
    const saturdaySchool = elsewhere.map((made) => ({ ...made, countsAsRecovery: false }));
    expect(
      claim({ earned: saturdays(5), absences: absences(12), alreadyClaimed: saturdaySchool }).claimedDays,
    ).toBe(3);
  });
});

describe("five days in a school week", () => {
  const weekEarned = Array.from({ length: 6 }, (_, index) => day("2026-10-05").add({ days: index }));

  it("flags the sixth day earned in a week, unless the cap looks at absences only", () => {
    const facts = { earned: weekEarned, absences: absences(6) };
    expect(claim(facts).flagged.map((flag) => [flag.rule, flag.date.toString()])).toEqual([
      ["AR-CAP-5", "2026-10-10"],
    ]);
    expect(claim(facts).claimedDays).toBe(6);
    expect(claim(facts, { weekCapBasis: "EARNED_WEEK" }).flagged).toHaveLength(1);
    expect(claim(facts, { weekCapBasis: "ABSENCE_WEEK" }).flagged).toEqual([]);
  });

  it("lets a week missed whole be recovered whole, and no weekend with it", () => {
    const week = Array.from({ length: 7 }, (_, index) => ({
      date: day("2026-10-05").add({ days: index }),
      category: "EXCUSED" as const,
    }));
    expect(claim({ earned: saturdays(7), absences: week }).claimedDays).toBe(5);
  });

  it("counts what was recovered elsewhere in the week of an absence", () => {
    const elsewhere = Array.from({ length: 5 }, (_, index) => ({
      date: day("2026-10-06").add({ days: index }),
      countsAsRecovery: true,
    }));
    const facts = {
      earned: saturdays(1),
      absences: absences(1, "EXCUSED", "2026-10-05"),
      alreadyClaimed: elsewhere,
    };
    expect(claim(facts).refused[0]?.rule).toBe("AR-CAP-5");
    expect(claim(facts, { weekCapBasis: "EARNED_WEEK" }).claimedDays).toBe(1);
  });
});

const anyDate = fc.integer({ min: -20, max: 400 }).map((days) => day("2026-07-01").add({ days }));
const anyAbsence = fc.record({
  date: anyDate,
  category: fc.constantFrom<Category>("EXCUSED", "UNEXCUSED", "UNVERIFIED", "SUSP_OUT", "PRESENT"),
});
const anyFacts = fc.record({
  earned: fc.array(anyDate, { maxLength: 25 }),
  absences: fc.array(anyAbsence, { maxLength: 40 }),
  through: anyDate,
  weekCapBasis: fc.constantFrom("EARNED_WEEK" as const, "ABSENCE_WEEK" as const, "BOTH" as const),
});

describe("whatever was earned and missed", () => {
  it("claims at most ten, never more than was earned or missed, and nothing twice", () => {
    fc.assert(
      fc.property(anyFacts, ({ weekCapBasis, ...facts }) => {
        const result = claim(facts, { weekCapBasis });
        const made = result.claims.map((each) => each.absenceDate.toString());
        const used = result.claims.map((each) => each.earnedDate.toString());
        expect(result.claimedDays).toBeLessThanOrEqual(10);
        expect(new Set(made).size).toBe(result.claimedDays);
        expect(new Set(used).size).toBe(result.claimedDays);
        const missed = facts.absences.filter(
          ({ category }) => category === "EXCUSED" || category === "UNEXCUSED",
        );
        expect(missed.map(({ date }) => date.toString())).toEqual(expect.arrayContaining(made));
        expect(facts.earned.map(String)).toEqual(expect.arrayContaining(used));
        expect(result.bankedDays).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("does not depend on the order of input, so taking a day back returns to where it was", () => {
    fc.assert(
      fc.property(anyFacts, anyDate, ({ weekCapBasis, ...facts }, extra) => {
        const before = claim(facts, { weekCapBasis });
        const added = [extra, ...facts.earned.toReversed()];
        const undone = { ...facts, earned: added.slice(1), absences: facts.absences.toReversed() };
        expect(claim(undone, { weekCapBasis })).toEqual(before);
        expect(claim({ ...facts, earned: added }, { weekCapBasis }).claimedDays).toBeGreaterThanOrEqual(
          before.claimedDays,
        );
      }),
    );
  });
});
