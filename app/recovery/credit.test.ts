import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anySettings, anySettingsByDay } from "../../tests/recovery/any-settings.ts";
import { type AttendedSession, creditSessions, creditSummary } from "./credit.ts";
import { defaultRecoverySettings, type RecoverySettings } from "./settings.ts";
import { settingsOn } from "./settings-by-day.ts";

const first = Temporal.PlainDate.from("2026-09-05");
type Pupil = Omit<Parameters<typeof creditSessions>[0], "sessions" | "settings">;
const grade = (of: Pupil["grade"]): Pupil => ({ grade: of, program: "regular", minimumDayMinutes: null });

/** Sessions on successive dates; an inner list is several sessions on one date. */
function on(...dates: (number | number[])[]): AttendedSession[] {
  return dates.flatMap((minutes, index) =>
    [minutes].flat().map((each) => ({ date: first.add({ days: index }), minutes: each })),
  );
}

function credit(pupil: Pupil, sessions: AttendedSession[], change: Partial<RecoverySettings> = {}) {
  const result = creditSessions({ ...pupil, sessions, settings: { ...defaultRecoverySettings, ...change } });
  return [result.creditedMinutes, result.earnedDays, result.bankedMinutes];
}

const times = (count: number, minutes: number) => on(...Array<number>(count).fill(minutes));

describe("credit for time in recovery", () => {
  it.each<[string, Pupil, AttendedSession[], [number, number, number], [number, number]]>([
    ["AR-01 grade 4, 3 x 80", grade(4), times(3, 80), [180, 0, 180], [1, 0]],
    ["AR-02 grade 4, 4 x 60", grade(4), times(4, 60), [240, 1, 0], [1, 0]],
    ["AR-03 grade 5, 60 + 90 + 60 + 60", grade(5), on(60, 90, 60, 60), [240, 1, 0], [1, 30]],
    ["AR-05 grade 3, 5 x 115", grade(3), times(5, 115), [300, 1, 70], [2, 115]],
    ["AR-06 grade 8, 16 x 120", grade(8), times(16, 120), [1920, 8, 0], [8, 0]],
    ["AR-07 grade 5, one Saturday of 480", grade(5), on(480), [240, 1, 0], [1, 0]],
    ["AR-09 grade 2, one Saturday of 230", grade(2), on(230), [230, 1, 0], [1, 0]],
    ["AR-10 grade 2, 4 x 60", grade(2), times(4, 60), [240, 1, 10], [1, 10]],
    ["AR-12 grade 4, 45 + 45 on a date", grade(4), on([45, 45]), [0, 0, 0], [0, 90]],
    [
      "AR-13 continuation, 3 x 60",
      { ...grade(11), program: "continuation" },
      times(3, 60),
      [180, 1, 0],
      [1, 0],
    ],
    [
      "AR-14 community day, 6 x 60",
      { ...grade(9), program: "community_day" },
      times(6, 60),
      [360, 1, 0],
      [1, 0],
    ],
  ])("%s", (_, pupil, sessions, hours, minutes) => {
    expect(credit(pupil, sessions)).toEqual(hours);
    expect(credit(pupil, sessions, { rounding: "MINUTES" }).slice(1)).toEqual(minutes);
  });

  it("AR-07 keeps what is over a minimum day when the setting says so, still one day a date", () => {
    expect(credit(grade(5), on(480), { dailyExcess: "CARRY" })).toEqual([480, 1, 240]);
    expect(credit(grade(5), on(480, 60), { dailyExcess: "CARRY" })).toEqual([540, 2, 60]);
    expect(credit(grade(2), on(235), { dailyExcess: "CARRY" })).toEqual([230, 1, 0]);
  });

  it("AR-12 counts the hours of the date when the setting says so", () => {
    expect(credit(grade(4), on([45, 45]), { rounding: "HOUR_PER_DATE" })).toEqual([60, 0, 60]);
  });

  it("counts the hours of the running total when the setting says so", () => {
    expect(credit(grade(4), times(3, 80), { rounding: "HOUR_TOTAL" })).toEqual([240, 1, 0]);
    expect(credit(grade(4), on(50, 50, 300, 50), { rounding: "HOUR_TOTAL" })).toEqual([360, 1, 120]);
    expect(credit(grade(4), on(50, 300), { rounding: "HOUR_TOTAL", dailyExcess: "CARRY" })).toEqual([
      300, 1, 60,
    ]);
  });

  it("holds the running total to one minimum day a date, unless the excess is kept", () => {
    expect(credit(grade(2), on(50, 200), { rounding: "HOUR_TOTAL" })).toEqual([230, 1, 0]);
    expect(credit(grade(2), on(50, 200), { rounding: "HOUR_TOTAL", dailyExcess: "CARRY" })).toEqual([
      240, 1, 10,
    ]);
  });

  it("drops what is left of an hour after a day of 230 when the setting says so", () => {
    expect(credit(grade(2), times(4, 60), { remainder230: "DROP" })).toEqual([240, 1, 0]);
    expect(credit(grade(3), times(5, 115), { remainder230: "DROP" })).toEqual([300, 1, 60]);
    expect(credit(grade(4), times(5, 60), { remainder230: "DROP" })).toEqual([300, 1, 60]);
  });

  it("measures by the pupil's own minimum day first, and by that of the date where it was another", () => {
    expect(credit({ ...grade(4), minimumDayMinutes: 120 }, times(2, 60))).toEqual([120, 1, 0]);
    const moved = times(3, 60).map((session) => ({ ...session, minimumDayMinutes: 180 }));
    expect(credit(grade(9), moved)).toEqual([180, 1, 0]);
  });

  it("does not take the bank over 30 June", () => {
    const june = { date: Temporal.PlainDate.from("2027-06-25"), minutes: 180 };
    const july = { date: Temporal.PlainDate.from("2027-07-06"), minutes: 60 };
    expect(credit(grade(4), [june, july])).toEqual([240, 0, 60]);
    const { steps } = creditSessions({
      ...grade(4),
      sessions: [july, june],
      settings: defaultRecoverySettings,
    });
    expect(steps[1]?.reason).toContain("A new year, 2027-28, starts with an empty bank.");
  });

  it("AR-CAP-4: earns nothing on a date of which no time counts, however full the bank", () => {
    const carry = { dailyExcess: "CARRY" } as const;
    expect(credit(grade(5), on(480, 0), carry)).toEqual([480, 1, 240]);
    expect(credit(grade(5), on(480, 50), carry)).toEqual([480, 1, 240]);
    expect(credit(grade(5), on(480, 50), { ...carry, rounding: "MINUTES" })).toEqual([530, 2, 50]);
    expect(credit(grade(5), on(480, 0, 60), carry)).toEqual([540, 2, 60]);
    const falling = on(180, 0).map((session, at) => ({
      ...session,
      minimumDayMinutes: at === 0 ? 240 : 180,
    }));
    expect(credit(grade(9), falling)).toEqual([180, 0, 180]);
    const { steps } = creditSessions({
      ...grade(5),
      sessions: on(480, 50),
      settings: { ...defaultRecoverySettings, ...carry },
    });
    expect(steps[1]?.reason).toContain("No time of this date counts, so no day is earned on it.");
  });

  it("counts each date by the settings of that date", () => {
    const settings = (date: Temporal.PlainDate): RecoverySettings => ({
      ...defaultRecoverySettings,
      rounding: date.day < 7 ? "HOUR_PER_SESSION" : "MINUTES",
    });
    const { steps } = creditSessions({ ...grade(4), sessions: times(4, 80), settings });
    expect(steps.map(({ creditedMinutes }) => creditedMinutes)).toEqual([60, 60, 80, 80]);
  });

  it("says step by step what happened", () => {
    const result = creditSessions({ ...grade(2), sessions: times(4, 65), settings: defaultRecoverySettings });
    expect(result.steps[0]?.reason).toBe(
      "65 minutes attended, 60 credited: whole hours of each session count.",
    );
    expect(result.steps[3]?.reason).toContain("a minimum day of 230 minutes is full: one day earned.");
    expect(creditSummary(result)).toBe(
      "1 day earned, the last on September 8, 2026; 10 minutes kept toward the next of 230.",
    );
    expect(result.citations).toContain("EC 46112");
  });
});

/** A session of one date, whose minimum day may be another than the pupil's. */
const anySession = fc
  .record({
    day: fc.integer({ min: 0, max: 20 }),
    minutes: fc.integer({ min: 0, max: 500 }),
    minimumDayMinutes: fc.option(fc.constantFrom(100, 180, 230, 240, 360), { nil: undefined }),
  })
  .map(({ day, minutes, minimumDayMinutes }) => ({
    date: first.add({ days: day }),
    minutes,
    ...(minimumDayMinutes === undefined ? {} : { minimumDayMinutes }),
  }));
const anySessions = fc.array(anySession, { maxLength: 20 });
const anyPupil = fc.constantFrom(grade("TK"), grade(2), grade(7), { ...grade(10), minimumDayMinutes: 100 });
const anyGiven = fc.oneof(anySettings, anySettingsByDay(first, 20));

describe("whatever the settings, on whatever dates, and whatever the minimum days", () => {
  it("never credits more than was attended, and accounts for every minute of the bank", () => {
    fc.assert(
      fc.property(anyPupil, anySessions, anyGiven, (pupil, sessions, settings) => {
        const { steps, minimumDay } = creditSessions({ ...pupil, sessions, settings });
        let [attended, credited, bank] = [0, 0, 0];
        for (const step of steps) {
          const here = sessions.filter(({ date }) => date.equals(step.date));
          const day = Math.max(...here.map((one) => one.minimumDayMinutes ?? minimumDay.minutes));
          expect(step.minutes).toBe(here.reduce((sum, { minutes }) => sum + minutes, 0));
          attended += step.minutes;
          credited += step.creditedMinutes;
          expect(credited).toBeLessThanOrEqual(attended);
          bank += step.creditedMinutes - (step.earned ? day : 0) - step.droppedMinutes;
          expect(step.bankAfter).toBe(bank);
          expect(bank).toBeGreaterThanOrEqual(0);
          const { rounding } = settingsOn(settings, step.date);
          const isHourly = rounding !== "MINUTES" && step.minutes < day && step.creditedMinutes < day;
          if (isHourly) expect(step.creditedMinutes % 60).toBe(0);
        }
      }),
    );
  });

  it("AR-CAP-4: earns at most one day a date, and none on a date without time that counts", () => {
    fc.assert(
      fc.property(anyPupil, anySessions, anyGiven, (pupil, sessions, settings) => {
        const { earnedOn, steps } = creditSessions({ ...pupil, sessions, settings });
        expect(new Set(earnedOn.map(String)).size).toBe(earnedOn.length);
        for (const step of steps) if (step.earned) expect(step.creditedMinutes).toBeGreaterThan(0);
      }),
    );
  });

  it("does not depend on the order of sessions", () => {
    fc.assert(
      fc.property(anyPupil, anySessions, anyGiven, (pupil, sessions, settings) => {
        const turned = sessions.toReversed();
        expect(creditSessions({ ...pupil, sessions: turned, settings })).toEqual(
          creditSessions({ ...pupil, sessions, settings }),
        );
      }),
    );
  });
});
