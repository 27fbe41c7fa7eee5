import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Category, categories } from "#app/attendance/category.ts";
import { wholeDay } from "#app/attendance/whole-day.ts";
import { grades } from "#app/people/grade.ts";
import { claimDays } from "./claim.ts";
import { creditSessions } from "./credit.ts";
import { mayOfferRecovery, pupilEligibility, recoverableAbsences } from "./eligibility.ts";
import { mayEnter, ratioOf } from "./ratio.ts";
import { type RecoverySettings, settingChoices, defaultRecoverySettings as settings } from "./settings.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const weekly = (count: number, from: string) =>
  Array.from({ length: count }, (_, index) => day(from).add({ weeks: index }));
const missed = (count: number, category: Category = "EXCUSED") =>
  weekly(count, "2026-09-03").map((date) => ({ date, category }));
const claim = (facts: Partial<Parameters<typeof claimDays>[0]>) =>
  claimDays({
    earned: weekly(3, "2026-09-05"),
    absences: missed(3),
    through: day("2027-06-30"),
    settings,
    ...facts,
  });
const credit = (minutes: number[], change: Partial<RecoverySettings> = {}, grade: 4 | 2 = 4) =>
  creditSessions({
    grade,
    program: "regular",
    minimumDayMinutes: null,
    sessions: minutes.map((each, index) => ({ date: day("2026-09-05").add({ days: index }), minutes: each })),
    settings: { ...settings, ...change },
  });

describe("who may", () => {
  it("AR-LEA-1: a district, a county office and a classroom-based charter may offer recovery", () => {
    expect(settingChoices.agency.filter(mayOfferRecovery)).toEqual([
      "district",
      "county_office",
      "classroom_charter",
    ]);
    expect(claim({ settings: { ...settings, agency: "county_office" } }).claimedDays).toBe(3);
  });

  it("AR-LEA-2: a charter without classrooms or in a partnership claims nothing, and is told why of each day", () => {
    for (const agency of ["nonclassroom_charter", "partnership_charter"] as const) {
      const made = claim({ settings: { ...settings, agency } });
      expect([made.claimedDays, made.bankedDays]).toEqual([0, 0]);
      expect(made.refused.map(({ rule }) => rule)).toEqual(["AR-LEA-2", "AR-LEA-2", "AR-LEA-2"]);
    }
  });

  it("AR-PUP-1, AR-PUP-4: every grade of TK to 12, and nothing is asked about programs that a pupil is counted in", () => {
    for (const grade of grades) {
      const facts = {
        agency: "district",
        enrolled: true,
        grade,
        studyDays: 0,
        optedIn: true,
      } as const;
      expect(pupilEligibility(facts).eligible).toBe(true);
    }
  });
});

describe("which absences", () => {
  const recoverable = (category: Category) =>
    recoverableAbsences({ absences: missed(1, category), schoolYear: 2026, alreadyClaimed: [], settings });

  it("AR-33, AR-ABS-4: absent in periods 1 to 5 and there in period 6 is no absence, so nothing can be recovered", () => {
    const category = wholeDay(["UNEXCUSED", "UNEXCUSED", "UNEXCUSED", "UNEXCUSED", "UNEXCUSED", null]);
    expect(category).toBe("PRESENT");
    expect(recoverable(category!).refused.map(({ rule }) => rule)).toEqual(["AR-ABS-4"]);
    expect(wholeDay(Array(6).fill("UNEXCUSED"))).toBe("UNEXCUSED");
  });

  it("AR-ABS-1: excused and unexcused full days, and no other category", () => {
    const all = Object.keys(categories) as Category[];
    expect(all.filter((category) => recoverable(category).recoverable.length > 0)).toEqual([
      "EXCUSED",
      "UNEXCUSED",
    ]);
  });

  it("AR-ABS-6: a day earned in the summer before the absence is banked, and used once there is one", () => {
    const earned = [day("2026-07-15")];
    expect(claim({ earned, absences: [] })).toMatchObject({ claimedDays: 0, bankedDays: 1 });
    expect(claim({ earned })).toMatchObject({ claimedDays: 1, bankedDays: 0 });
  });

  it("AR-ABS-7: minutes and days of one fiscal year are worth nothing in the next", () => {
    const earned = [day("2027-06-25")];
    expect(claim({ earned, absences: [], through: day("2027-06-30") }).bankedDays).toBe(1);
    const after = claim({
      earned,
      absences: [{ date: day("2027-09-02"), category: "EXCUSED" }],
      through: day("2028-06-30"),
    });
    expect([after.claimedDays, after.bankedDays, after.refused[0]?.rule]).toEqual([0, 0, "AR-ABS-7"]);
  });
});

describe("how minutes become days", () => {
  it("AR-MIN-1: measured by the grade's minimum day: 230 minutes are one in grade 2 and none in grade 4", () => {
    expect(credit([230], {}, 2).earnedDays).toBe(1);
    expect(credit([230], {}, 4).earnedDays).toBe(0);
  });

  it("AR-MIN-2: below a minimum day, whole hours count as the setting says", () => {
    const minutes = (rounding: RecoverySettings["rounding"]) =>
      credit([80, 80, 80], { rounding }).creditedMinutes;
    expect(settingChoices.rounding.map(minutes)).toEqual([180, 180, 240, 240]);
  });

  it("AR-MIN-3: a date that reaches the minimum day counts as that day, and what is beyond it as the setting says", () => {
    expect(credit([230], {}, 2).creditedMinutes).toBe(230);
    expect(
      settingChoices.dailyExcess.map((dailyExcess) => credit([480], { dailyExcess }).bankedMinutes),
    ).toEqual([0, 240]);
  });

  it("AR-MIN-4: what does not fill a day stays for later dates, and the end of an hour as the setting says", () => {
    expect(credit([60, 60]).bankedMinutes).toBe(120);
    const left = settingChoices.remainder230.map(
      (remainder230) => credit([60, 60, 60, 60], { remainder230 }, 2).bankedMinutes,
    );
    expect(left).toEqual([10, 0]);
  });
});

describe("how many days", () => {
  it("AR-CAP-3: whole days from 0 to 10, whatever was earned and missed", () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), (earned, absences) => {
        const { claimedDays } = claim({ earned: weekly(earned, "2026-09-05"), absences: missed(absences) });
        expect(Number.isInteger(claimedDays) && claimedDays >= 0 && claimedDays <= 10).toBe(true);
        expect(claimedDays).toBe(Math.min(earned, absences, 10));
      }),
    );
  });

  it("AR-CAP-4: one day a date, however long it was", () => {
    expect(credit([600]).earnedDays).toBe(1);
    expect(credit([600], { dailyExcess: "CARRY", rounding: "MINUTES" }).earnedDays).toBe(1);
  });

  it("never claims an absence twice when what was claimed before is known, and undoing that returns to where it was", () => {
    const anyDays = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 20 });
    fc.assert(
      fc.property(anyDays, anyDays, fc.nat(10), (earnedWeeks, missedWeeks, size) => {
        const earned = earnedWeeks.map((week) => day("2026-09-05").add({ weeks: week }));
        const absences = missedWeeks.map((week) => ({
          date: day("2026-09-03").add({ weeks: week }),
          category: "EXCUSED" as const,
        }));
        const alone = claim({ earned, absences });
        const before = alone.claims
          .slice(0, size)
          .map(({ absenceDate }) => ({ date: absenceDate, countsAsRecovery: true }));
        const rest = claim({ earned, absences, alreadyClaimed: before });
        const taken = new Set(before.map(({ date }) => date.toString()));
        expect(rest.claims.some(({ absenceDate }) => taken.has(absenceDate.toString()))).toBe(false);
        expect(rest.claimedDays + before.length).toBeLessThanOrEqual(10);
        expect(claim({ earned, absences, alreadyClaimed: [] })).toEqual(alone);
        const suspended = absences.map((absence, index) =>
          index === 0 ? { ...absence, category: "SUSP_OUT" as const } : absence,
        );
        const without = claim({ earned, absences: suspended });
        expect(without.claims.some(({ absenceDate }) => absences[0]?.date.equals(absenceDate))).toBe(false);
        expect(without.claimedDays + without.bankedDays).toBe(alone.claimedDays + alone.bankedDays);
      }),
    );
  });
});

describe("who is in the room", () => {
  const room = (
    pupils: [2 | "K", number][],
    teachers: number,
    mixed: RecoverySettings["mixedRatio"] = "strict",
  ) => ({
    pupils: pupils.map(([grade, count]) => ({ grade, count })),
    teachers,
    mixed,
  });

  it("AR-SES-4: 10 to 1 in TK and K, 20 to 1 in grades 1 to 12, for each teacher", () => {
    expect([ratioOf(room([["K", 10]], 1)).allowed, ratioOf(room([["K", 11]], 1)).allowed]).toEqual([
      true,
      false,
    ]);
    expect([ratioOf(room([[2, 20]], 1)).allowed, ratioOf(room([[2, 21]], 1)).allowed]).toEqual([true, false]);
    expect(mayEnter(room([[2, 20]], 2), 2)).toBe(20);
    expect(mayEnter(room([[2, 1]], 0), 2)).toBe(0);
  });

  it("AR-SES-5: a mixed room as the setting says", () => {
    const mixed = (how: RecoverySettings["mixedRatio"]) =>
      ratioOf(
        room(
          [
            ["K", 5],
            [2, 10],
          ],
          1,
          how,
        ),
      ).allowed;
    expect(settingChoices.mixedRatio.map(mixed)).toEqual([false, true]);
  });
});
