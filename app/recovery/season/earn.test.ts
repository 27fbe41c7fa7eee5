import fc from "fast-check";
import { expect, test } from "vitest";
import { creditSessions } from "../credit.ts";
import { defaultRecoverySettings, type RecoverySettings } from "../settings.ts";
import { earn } from "./earn.ts";

const day = (text: string) => Temporal.PlainDate.from(text);

test("days are earned as the rule of credit says, under every setting", () => {
  const settings: fc.Arbitrary<RecoverySettings> = fc
    .record({
      rounding: fc.constantFrom(
        "HOUR_PER_SESSION" as const,
        "HOUR_PER_DATE" as const,
        "HOUR_TOTAL" as const,
        "MINUTES" as const,
      ),
      dailyExcess: fc.constantFrom("DISCARD" as const, "CARRY" as const),
      remainder230: fc.constantFrom("CARRY" as const, "DROP" as const),
    })
    .map((open) => ({ ...defaultRecoverySettings, ...open, weekCapBasis: "ABSENCE_WEEK" as const }));
  const sittings = fc.array(
    fc.record({ day: fc.integer({ min: 0, max: 20 }), minutes: fc.integer({ min: 0, max: 300 }) }),
  );
  fc.assert(
    fc.property(settings, sittings, fc.constantFrom(180, 230, 240), (open, sat, minimumDayMinutes) => {
      const pupil = { minimumDayMinutes, bankedMinutes: 0, recoverableDays: 99 };
      const { earnedDays, bankedMinutes } = creditSessions({
        grade: 4,
        program: "regular",
        minimumDayMinutes,
        sessions: sat.map(({ day: after, minutes }) => ({
          date: day("2026-09-01").add({ days: after }),
          minutes,
        })),
        settings: open,
      });
      const earned = earn(
        pupil,
        sat.map((one) => ({ ...one, week: 0 })),
        open,
      );
      expect(earned).toEqual({ days: earnedDays, bank: bankedMinutes });
    }),
  );
});
