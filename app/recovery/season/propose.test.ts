import fc from "fast-check";
import { expect, test } from "vitest";
import { anySeason } from "../../../tests/recovery/season/any-season.ts";
import { plainRules, pupilOf } from "../../../tests/recovery/season/made-season.ts";
import { saturdayOffers } from "../../../tests/recovery/season/saturday-offers.ts";
import { wrongs } from "../../../tests/recovery/season/wrongs.ts";
import { proposeSeason } from "./propose.ts";
import type { SeasonInput } from "./season.ts";

test("no season breaks a rule, and its days are those that the rule of credit gives", () => {
  fc.assert(
    fc.property(anySeason, (input) => {
      expect(wrongs(input, proposeSeason(input))).toEqual([]);
    }),
    { numRuns: 40, seed: 7 },
  );
}, 120_000);

test("the order of the input never matters, and the same input gives the same season", () => {
  fc.assert(
    fc.property(anySeason, (input) => {
      const turned = { ...input, pupils: input.pupils.toReversed(), offers: input.offers.toReversed() };
      expect(proposeSeason(turned)).toEqual(proposeSeason(input));
    }),
    { numRuns: 15, seed: 11 },
  );
}, 120_000);

test("brothers and sisters who are always together come on the dates of whoever of them comes most", () => {
  fc.assert(
    fc.property(anySeason, (made) => {
      const input = { ...made, rules: { ...made.rules, siblings: "always" as const, minimumFill: 1 } };
      const dates = new Map(
        proposeSeason(input).pupils.map(({ pupilId, sessions }) => [
          pupilId,
          sessions.map((key) => key.split(" ")[0]!),
        ]),
      );
      const families = Map.groupBy(input.pupils, ({ familyKey }) => familyKey);
      for (const [key, family] of families) {
        if (key === null) continue;
        const theirs = family.map(({ pupilId }) => dates.get(pupilId) ?? []);
        const all = new Set(theirs.flat());
        expect(Math.max(...theirs.map((of) => new Set(of).size))).toBe(all.size);
      }
    }),
    { numRuns: 20, seed: 3 },
  );
}, 120_000);

test("TK and K sit at ten to a teacher, and a locked band is kept", () => {
  const pupils = [
    ...Array.from({ length: 25 }, (_, index) => pupilOf(index + 1, 0, { recoverableDays: 1 })),
    ...Array.from({ length: 25 }, (_, index) => pupilOf(index + 101, 5, { recoverableDays: 1 })),
  ];
  const offers = saturdayOffers(480, 720, 1, 40);
  const free = proposeSeason({ pupils, offers, rules: plainRules });
  expect([free.days, free.sessions[0]?.band.lowGrade]).toEqual([20, 4]);
  const locked = { [offers[0]!.key]: { lowGrade: -1, highGrade: 0 } };
  const kept = proposeSeason({ pupils, offers, rules: { ...plainRules, locked } });
  expect([kept.days, kept.sessions[0]?.limit]).toEqual([10, 10]);
});

test("a meal is no instruction: a day is planned where the minutes without it make one", () => {
  const lunch = { startsAt: 660, endsAt: 690, what: "lunch" };
  const pupils = [pupilOf(1, 4)];
  const until = (endsAt: number) =>
    saturdayOffers(480, endsAt, 1, 10).map((offer) => ({ ...offer, breaks: [lunch] }));
  const days = (offers: SeasonInput["offers"], of = pupils) =>
    proposeSeason({ pupils: of, offers, rules: plainRules }).days;
  expect([days(until(720)), days(until(750))]).toEqual([0, 1]);
  const booked = { date: Temporal.PlainDate.from("2026-10-10"), startsAt: 480, endsAt: 720 };
  const afterwards = (breaks: (typeof lunch)[]) =>
    days(saturdayOffers(480, 540, 1, 10), [
      pupilOf(1, 4, { recoverableDays: 2, booked: [{ ...booked, breaks }] }),
    ]);
  expect([afterwards([]), afterwards([lunch])]).toEqual([0, 1]);
});
