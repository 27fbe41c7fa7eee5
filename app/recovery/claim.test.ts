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

describe("what Aeries has already", () => {
  const listed = (dates: { date: Temporal.PlainDate }[], madeUpOn: string | null = null) =>
    dates.map(({ date }) => ({
      date,
      countsAsRecovery: true,
      madeUpOn: madeUpOn === null ? null : day(madeUpOn),
    }));

  it("AR-CAP-1, -2: eight days in Aeries and five earned here come to two, whichever absences are older", () => {
    const all = absences(20);
    for (const alreadyClaimed of [listed(all.slice(0, 8)), listed(all.slice(12))])
      expect(claim({ earned: saturdays(5), absences: all, alreadyClaimed }).claimedDays).toBe(2);
  });

  it("is not known to a period that ends before it: before its absence, or before it was made up", () => {
    const facts = { earned: saturdays(3), absences: absences(3), through: day("2026-12-29") };
    const later = listed(absences(10, "EXCUSED", "2027-01-07"));
    const madeLater = listed(absences(3), "2027-01-16");
    for (const alreadyClaimed of [later, madeLater])
      expect(claim({ ...facts, alreadyClaimed }).claimedDays).toBe(3);
    expect(claim({ ...facts, alreadyClaimed: madeLater, through: yearEnd }).claimedDays).toBe(0);
  });

  it("AR-CAP-4: uses the date on which it was made up, so that no date of participation is two days", () => {
    const facts = { earned: saturdays(2), absences: absences(3) };
    const result = claim({ ...facts, alreadyClaimed: listed(absences(1), "2026-09-05") });
    expect(result.claims.map(({ earnedDate }) => earnedDate.toString())).toEqual(["2026-09-12"]);
    expect(result.unusable.map(({ rule, reason }) => [rule, reason])).toEqual([
      ["AR-CAP-4", "September 5, 2026 has made up an absence in Aeries already."],
    ]);
  });
});

describe("five days in a school week", () => {
  const weekEarned = Array.from({ length: 6 }, (_, index) => day("2026-10-05").add({ days: index }));

  it("lets five days earned in a week be used, and the sixth not, unless the cap looks at absences only", () => {
    const facts = { earned: weekEarned, absences: absences(6) };
    for (const weekCapBasis of ["BOTH", "EARNED_WEEK"] as const) {
      const { claimedDays, bankedDays, unusable } = claim(facts, { weekCapBasis });
      expect([claimedDays, bankedDays]).toEqual([5, 0]);
      expect(unusable.map(({ rule, date }) => [rule, date.toString()])).toEqual([["AR-CAP-5", "2026-10-10"]]);
    }
    const free = claim(facts, { weekCapBasis: "ABSENCE_WEEK" });
    expect([free.claimedDays, free.unusable]).toEqual([6, []]);
  });

  it("counts the weeks by the setting of the day earned", () => {
    const settings = (date: Temporal.PlainDate): RecoverySettings => ({
      ...defaultRecoverySettings,
      weekCapBasis: date.month < 10 ? "BOTH" : "ABSENCE_WEEK",
    });
    expect(claim({ earned: weekEarned, absences: absences(6), settings }).claimedDays).toBe(6);
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
