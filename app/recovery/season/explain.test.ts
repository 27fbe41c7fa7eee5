import { expect, test } from "vitest";
import { plainRules, pupilOf } from "../../../tests/recovery/season/made-season.ts";
import { saturdayOffers } from "../../../tests/recovery/season/saturday-offers.ts";
import { proposeSeason } from "./propose.ts";
import type { SeasonInput } from "./season.ts";

test("what limits a season is said in words", () => {
  const pupils = Array.from({ length: 25 }, (_, index) => pupilOf(index + 1, 4, { recoverableDays: 3 }));
  const season = (offers: SeasonInput["offers"], of = pupils) =>
    proposeSeason({ pupils: of, offers, rules: plainRules });
  expect(season(saturdayOffers(480, 720, 1, 40))).toMatchObject({ days: 20, atMost: 20, wanted: 75 });
  expect(season(saturdayOffers(480, 720, 1, 40)).binding).toMatch(/^Teachers: .* 55 days/);
  expect(season(saturdayOffers(480, 720, 2, 22)).binding).toMatch(/^Rooms: /);
  expect(season(saturdayOffers(480, 720, 2, 30)).binding).toMatch(/^Dates: /);
  expect(season([]).binding).toMatch(/^No session can be held/);
  expect(season(saturdayOffers(480, 720, 2, 30), []).binding).toBe("No pupil has days left to recover.");
  expect(season(saturdayOffers(480, 530, 2, 30)).notHeld[0]?.why).toContain("no whole hour");
  const [banked] = [pupilOf(1, 4, { bankedMinutes: 120, recoverableDays: 1 })];
  expect(season(saturdayOffers(480, 600, 1, 10), [banked!]).pupils[0]?.why).toBe(
    "Can still recover 1 day. 120 minutes banked and 1 session fill 1 minimum day of 240 minutes.",
  );
});
