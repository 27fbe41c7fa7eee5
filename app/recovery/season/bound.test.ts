import fc from "fast-check";
import { expect, test } from "vitest";
import { anySeason } from "../../../tests/recovery/season/any-season.ts";
import { madeSeason, plainRules, pupilOf, type Shape } from "../../../tests/recovery/season/made-season.ts";
import { optimumOf } from "../../../tests/recovery/season/optimum.ts";
import { saturdayOffers } from "../../../tests/recovery/season/saturday-offers.ts";
import { atMostDays } from "./bound.ts";
import { modelOf } from "./model.ts";
import { proposeSeason } from "./propose.ts";

const roundings = ["HOUR_PER_SESSION", "HOUR_PER_DATE", "HOUR_TOTAL", "MINUTES"] as const;
const shapes: Record<string, Shape> = {
  tiny: {
    pupils: 12,
    dates: 4,
    rooms: 2,
    teachers: 2,
    seats: [2, 4],
    lengths: [120, 240],
    grades: [-1, 5],
    mostDays: 3,
  },
  scarce: {
    pupils: 30,
    dates: 5,
    rooms: 2,
    teachers: 2,
    seats: [5, 20],
    lengths: [240],
    grades: [-1, 6],
    mostDays: 5,
  },
  twoHours: {
    pupils: 30,
    dates: 5,
    rooms: 2,
    teachers: 2,
    seats: [4, 10],
    lengths: [120],
    grades: [1, 6],
    mostDays: 4,
  },
  twoToFourHours: {
    pupils: 24,
    dates: 5,
    rooms: 2,
    teachers: 2,
    seats: [3, 8],
    lengths: [120, 180, 240],
    grades: [1, 6],
    mostDays: 4,
  },
};

const optimal: Shape = {
  pupils: 24,
  dates: 4,
  rooms: 1,
  teachers: 1,
  seats: [8, 12],
  lengths: [120, 180, 240],
  grades: [-1, 8],
  mostDays: 3,
};

test.each(Object.entries(shapes))(
  "$0: seasons reach 95 percent of the true optimum, and the bound holds",
  async (_, shape) => {
    for (const seed of [1, 4]) {
      const input = madeSeason(seed, shape);
      const { days, atMost } = proposeSeason(input);
      const best = await optimumOf(input, { whole: true });
      expect(days, `seed ${seed}`).toBeLessThanOrEqual(best);
      expect(days, `seed ${seed}`).toBeGreaterThanOrEqual(0.95 * best);
      expect(atMost, `seed ${seed}`).toBeGreaterThanOrEqual(best);
      // Without a plan to start from: a plan that is as good as the best would hide a bound that is too low.
      expect(atMostDays(modelOf(input), 0).days, `seed ${seed}`).toBeGreaterThanOrEqual(best);
    }
  },
  180_000,
);

test.each([
  [[240]],
  [[120]],
  [[60]],
  [[240, 120]],
  [[240, 120, 180]],
])("a school's season of sessions of %j minutes reaches 95 percent of the bound", (lengths) => {
  const shape = { dates: 8, rooms: 3, teachers: 3, seats: [18, 30], grades: [-1, 8], mostDays: 8 } as const;
  const input = madeSeason(7, { ...shape, pupils: 500, lengths, seats: [18, 30], grades: [-1, 8] });
  const { days, atMost } = proposeSeason(input);
  expect(days).toBeGreaterThan(0);
  expect(days / atMost).toBeGreaterThanOrEqual(0.95);
}, 60_000);

test.each([
  { dates: 6, rooms: 2 },
  { dates: 8, rooms: 1 },
  { dates: 4, rooms: 3 },
])("small seasons with seats to spare, on $dates dates in $rooms rooms, reach 95 percent of the bound", (size) => {
  const lengths = [60, 120, 180, 240];
  for (const seed of [1, 3, 5, 7]) {
    const input = madeSeason(seed, {
      ...size,
      pupils: 100,
      teachers: size.rooms + 1,
      seats: [20, 40],
      lengths,
      grades: [-1, 8],
      mostDays: 4,
    });
    const { days, atMost } = proposeSeason(input);
    expect(days / atMost, `seed ${seed}`).toBeGreaterThanOrEqual(0.95);
  }
}, 60_000);

test("small seasons of one room: plan and bound meet at the true optimum", async () => {
  for (const seed of [1, 3, 5]) {
    const input = madeSeason(seed, optimal);
    const { days, atMost } = proposeSeason(input);
    expect([days, atMost], `seed ${seed}`).toEqual(Array(2).fill(await optimumOf(input, { whole: true })));
  }
}, 180_000);

test("no more than five days of a week are promised", () => {
  const dates = [5, 6, 7, 8, 9, 10].map((day) => `2026-10-${String(day).padStart(2, "0")}`);
  const offers = saturdayOffers(480, 720, 1, 10, dates);
  const pupils = [pupilOf(1, 4, { recoverableDays: 6 })];
  const input = { pupils, offers, rules: plainRules };
  expect([proposeSeason(input).days, atMostDays(modelOf(input), 0).days]).toEqual([5, 5]);
});

test("where hours of each session count, the bound takes two sessions of a date for what they credit together", () => {
  const offers = [...saturdayOffers(480, 570, 1, 10), ...saturdayOffers(570, 660, 1, 10)];
  const atMost = (minimumDayMinutes: number, bankedMinutes: number) => {
    const pupils = [pupilOf(1, 4, { minimumDayMinutes, bankedMinutes })];
    return atMostDays(modelOf({ pupils, offers, rules: plainRules }), 0).days;
  };
  // 180 minutes reach the day of 180; of the day of 240 they are two hours, one from each.
  expect([atMost(180, 0), atMost(240, 60), atMost(240, 120)]).toEqual([1, 0, 1]);
});

test("with several sessions on a date, and under every setting, no plan exceeds the bound", () => {
  const season = fc
    .record({
      made: anySeason,
      later: fc.constantFrom(60, 120, 180),
      rounding: fc.constantFrom(...roundings),
      dailyExcess: fc.constantFrom("DISCARD" as const, "CARRY" as const),
    })
    .map(({ made, later, ...open }) => ({
      ...made,
      offers: made.offers.flatMap((offer) => {
        const { key, endsAt } = offer;
        return [
          offer,
          { ...offer, key: `${key} later`, startsAt: endsAt, endsAt: endsAt + later, breaks: [] },
        ];
      }),
      rules: { ...made.rules, settings: { ...made.rules.settings, ...open } },
    }));
  fc.assert(
    fc.property(season, (input) => {
      expect(atMostDays(modelOf(input), 0).days).toBeGreaterThanOrEqual(proposeSeason(input).days);
    }),
    { numRuns: 25, seed: 5 },
  );
}, 120_000);

test("two sessions of two hours on one date make one day at most", () => {
  const offers = [...saturdayOffers(480, 600, 1, 10), ...saturdayOffers(600, 720, 1, 10)];
  const pupils = [1, 2].map((pupilId) => pupilOf(pupilId, 4, { recoverableDays: 3 }));
  const input = { pupils, offers, rules: plainRules };
  expect([proposeSeason(input).days, atMostDays(modelOf(input), 0).days]).toEqual([2, 2]);
});
