import { makeOffers } from "#app/recovery/season/offers.ts";
import { proposeSeason } from "#app/recovery/season/propose.ts";
import { usualBands } from "#app/recovery/season/season.ts";
import { defaultRecoverySettings } from "#app/recovery/settings.ts";
import { type Figure, median } from "./figure.ts";

const pupils = 4_000;
const sessions = 60;
const times = 3;

/**
 * Planning a season for a district's worth of pupils: Saturdays of a whole minimum day, afternoons of two hours, of
 * which it takes two to make a day, and sessions of mixed lengths, from date to date and on each date. The slowest one
 * counts, and the plan that comes least near to what no plan exceeds.
 */
export async function measureSeason(): Promise<Figure[]> {
  const plans = (
    [
      ["Saturdays of 4 hours", [[240]]],
      ["afternoons of 2 hours", [[120]]],
      ["4, 3 and 2 hours by turns", [[240], [180], [120]]],
      ["4 and 2 hours on each date", [[240, 120]]],
    ] as const
  ).map(([name, turns]) => {
    const input = seasonOf(turns);
    const took: number[] = [];
    let proposal = proposeSeason(input);
    for (let time = 0; time < times; time++) {
      const start = performance.now();
      proposal = proposeSeason(input);
      took.push(performance.now() - start);
    }
    return {
      name,
      seconds: median(took) / 1000,
      share: proposal.days / proposal.atMost,
      days: proposal.days,
    };
  });
  const note = plans
    .map(
      ({ name, seconds, share, days }) =>
        `${name}: ${days} days, ${(100 * share).toFixed(1)}% of the bound, ${seconds.toFixed(2)} s`,
    )
    .join("; ");
  const size = `${pupils.toLocaleString("en-US")} pupils and ${sessions} sessions`;
  return [
    {
      name: `Plan a season of ${size}`,
      unit: "s",
      value: Math.max(...plans.map(({ seconds }) => seconds)),
      floor: null,
      target: 2,
      better: "less",
      note: `${note}.`,
    },
    {
      name: "… its days, of the bound that no plan exceeds",
      unit: "of 1",
      value: Math.min(...plans.map(({ share }) => share)),
      floor: null,
      target: 0.95,
      better: "more",
    },
  ];
}

/**
 * Pupils of all grades, spread as a district's are, by their number alone, so that each run plans the same. `turns`: from
 * one date to the next, the minutes of the sessions that follow each other there.
 */
function seasonOf(turns: readonly (readonly number[])[]) {
  const seats = [18, 30, 24, 20, 28];
  const dates = Array.from({ length: sessions / seats.length / turns[0]!.length }, (_, week) =>
    Temporal.PlainDate.from("2026-10-03").add({ weeks: week }),
  );
  const offers = dates.flatMap(
    (date, week) =>
      makeOffers({
        times: oneAfterAnother(turns[week % turns.length]!),
        rooms: seats.map((count, index) => ({ room: `${index + 1}`, seats: count })),
        teachers: [1, 2, 3, 4, 5].map((teacherId) => ({
          teacherId,
          startsAt: 0,
          endsAt: 1440,
          dates: [date],
        })),
      }).offers,
  );
  if (offers.length !== sessions)
    throw new Error(`The season has ${offers.length} sessions, not ${sessions}.`);
  return {
    pupils: Array.from({ length: pupils }, (_, index) => {
      const grade = (index % 14) - 1;
      return {
        pupilId: index + 1,
        grade,
        minimumDayMinutes: grade <= 0 ? 180 : grade <= 3 ? 230 : 240,
        bankedMinutes: index % 10 < 7 ? 0 : 60 * (index % 3),
        recoverableDays: 1 + ((index * 7) % 10),
        familyKey: index % 4 === 0 ? Math.floor(index / 40) : null,
        booked: [],
      };
    }),
    offers,
    rules: {
      bands: usualBands,
      minimumFill: 5,
      siblings: "when free" as const,
      locked: {},
      settings: defaultRecoverySettings,
    },
  };
}

const oneAfterAnother = (lengths: readonly number[]) =>
  lengths.map((minutes, at) => {
    const startsAt = lengths.slice(0, at).reduce((start, before) => start + before, 480);
    return { startsAt, endsAt: startsAt + minutes };
  });
