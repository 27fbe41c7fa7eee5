import fc from "fast-check";
import { expect, test } from "vitest";
import { madeSeason, plainRules, pupilOf, type Shape } from "../../../tests/recovery/season/made-season.ts";
import { optimumOf } from "../../../tests/recovery/season/optimum.ts";
import { creditSessions } from "../credit.ts";
import { defaultRecoverySettings, type RecoverySettings } from "../settings.ts";
import { earn } from "./earn.ts";
import { makeOffers } from "./offers.ts";
import { proposeSeason } from "./propose.ts";
import type { Proposal, SeasonInput } from "./season.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
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
    }
  },
  180_000,
);

test.each([
  [240],
  [120],
  [60],
])("a school's season of sessions of %i minutes reaches 95 percent of the bound", (length) => {
  const shape = { dates: 8, rooms: 3, teachers: 3, seats: [18, 30], grades: [-1, 8], mostDays: 8 } as const;
  const input = madeSeason(7, { ...shape, pupils: 500, lengths: [length], seats: [18, 30], grades: [-1, 8] });
  const { days, atMost } = proposeSeason(input);
  expect(days).toBeGreaterThan(0);
  expect(days / atMost).toBeGreaterThanOrEqual(0.95);
}, 60_000);

/** Everything that would be against the rules of a proposal; empty when it is whole. */
function wrongs(input: SeasonInput, proposal: Proposal): string[] {
  const wrong: string[] = [];
  const { settings } = input.rules;
  const byId = new Map(input.pupils.map((pupil) => [pupil.pupilId, pupil]));
  for (const { offer, band, pupilIds } of proposal.sessions) {
    const grades = pupilIds.map((id) => byId.get(id)!.grade);
    const most = grades.some((grade) => grade <= 0) ? 10 : 20;
    if (pupilIds.length > most * offer.teacherIds.length) wrong.push(`ratio ${offer.key}`);
    if (pupilIds.length > offer.seats) wrong.push(`seats ${offer.key}`);
    if (new Set(pupilIds).size < pupilIds.length) wrong.push(`twice ${offer.key}`);
    if (grades.some((grade) => grade < band.lowGrade || grade > band.highGrade))
      wrong.push(`band ${offer.key}`);
    if (pupilIds.length < input.rules.minimumFill) wrong.push(`fill ${offer.key}`);
  }
  for (const { pupilId, days, sessions } of proposal.pupils) {
    const pupil = byId.get(pupilId)!;
    const offers = sessions.map((key) => input.offers.find((offer) => offer.key === key)!);
    const spans = [...offers, ...pupil.booked];
    for (const [at, one] of spans.entries())
      for (const other of spans.slice(at + 1))
        if (one.date.equals(other.date) && one.startsAt < other.endsAt && other.startsAt < one.endsAt)
          wrong.push(`clash of ${pupilId}`);
    const credit = (of: typeof spans) =>
      creditSessions({
        grade: 4,
        program: "regular",
        minimumDayMinutes: pupil.minimumDayMinutes,
        // What is banked comes in as a date of its own before all others.
        sessions: [
          { date: day("2026-07-01"), minutes: pupil.bankedMinutes },
          ...of.map(({ date, startsAt, endsAt }) => ({ date, minutes: endsAt - startsAt })),
        ],
        settings,
      }).earnedOn;
    const most = (of: typeof spans) => Math.min(credit(of).length, pupil.recoverableDays);
    if (days !== most(spans) - most([...pupil.booked])) wrong.push(`days of ${pupilId}`);
    const weeks = Map.groupBy(credit(spans), (date) => `${date.yearOfWeek}-${date.weekOfYear}`);
    if ([...weeks.values()].some((week) => week.length > 5)) wrong.push(`week of ${pupilId}`);
  }
  const total = proposal.pupils.reduce((sum, { days }) => sum + days, 0);
  if (total !== proposal.days || proposal.days > proposal.atMost || proposal.days > proposal.wanted)
    wrong.push("days");
  return wrong;
}

const anySeason = fc
  .record({
    seed: fc.integer({ min: 1, max: 10_000 }),
    pupils: fc.integer({ min: 0, max: 30 }),
    dates: fc.integer({ min: 1, max: 5 }),
    rooms: fc.integer({ min: 1, max: 3 }),
    teachers: fc.integer({ min: 1, max: 4 }),
    lengths: fc.constantFrom([240], [120], [60], [50], [120, 180, 240], [90, 130]),
    minimumFill: fc.integer({ min: 1, max: 4 }),
    siblings: fc.constantFrom("always" as const, "when free" as const),
  })
  .map(({ minimumFill, siblings, ...shape }) => {
    const input = madeSeason(shape.seed, {
      ...shape,
      lengths: [...shape.lengths],
      seats: [2, 25],
      grades: [-1, 8],
      mostDays: 4,
    });
    return { ...input, rules: { ...input.rules, minimumFill, siblings } };
  });

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

const saturday = (
  startsAt: number,
  endsAt: number,
  teachers: number,
  seats: number,
  dates = ["2026-10-17"],
) =>
  makeOffers({
    times: [{ startsAt, endsAt }],
    rooms: [{ room: "1", seats }],
    teachers: Array.from({ length: teachers }, (_, index) => ({
      teacherId: index + 1,
      startsAt: 0,
      endsAt: 1440,
      dates: dates.map(day),
    })),
  }).offers;

test("a second teacher joins a room where the ratio would leave seats empty, and none goes where no room gains", () => {
  expect(saturday(480, 720, 2, 30).map(({ teacherIds }) => teacherIds)).toEqual([[1, 2]]);
  const one = { times: [{ startsAt: 480, endsAt: 720 }], rooms: [{ room: "1", seats: 10 }] };
  const two = [1, 2].map((teacherId) => ({
    teacherId,
    startsAt: 0,
    endsAt: 1440,
    dates: [day("2026-10-17")],
  }));
  expect(makeOffers({ ...one, teachers: two }).idle).toEqual([2]);
});

test("what limits a season is said in words", () => {
  const pupils = Array.from({ length: 25 }, (_, index) => pupilOf(index + 1, 4, { recoverableDays: 3 }));
  const season = (offers: SeasonInput["offers"], of = pupils) =>
    proposeSeason({ pupils: of, offers, rules: plainRules });
  expect(season(saturday(480, 720, 1, 40))).toMatchObject({ days: 20, atMost: 20, wanted: 75 });
  expect(season(saturday(480, 720, 1, 40)).binding).toMatch(/^Teachers: .* 55 days/);
  expect(season(saturday(480, 720, 2, 22)).binding).toMatch(/^Rooms: /);
  expect(season(saturday(480, 720, 2, 30)).binding).toMatch(/^Dates: /);
  expect(season([]).binding).toMatch(/^No session can be held/);
  expect(season(saturday(480, 720, 2, 30), []).binding).toBe("No pupil has days left to recover.");
  expect(season(saturday(480, 530, 2, 30)).notHeld[0]?.why).toContain("no whole hour");
  const [banked] = [pupilOf(1, 4, { bankedMinutes: 120, recoverableDays: 1 })];
  expect(season(saturday(480, 600, 1, 10), [banked!]).pupils[0]?.why).toBe(
    "Can still recover 1 day. 120 minutes banked and 1 session fill 1 minimum day of 240 minutes.",
  );
});

test("TK and K sit at ten to a teacher, and a locked band is kept", () => {
  const pupils = [
    ...Array.from({ length: 25 }, (_, index) => pupilOf(index + 1, 0, { recoverableDays: 1 })),
    ...Array.from({ length: 25 }, (_, index) => pupilOf(index + 101, 5, { recoverableDays: 1 })),
  ];
  const offers = saturday(480, 720, 1, 40);
  const free = proposeSeason({ pupils, offers, rules: plainRules });
  expect([free.days, free.sessions[0]?.band.lowGrade]).toEqual([20, 4]);
  const locked = { [offers[0]!.key]: { lowGrade: -1, highGrade: 0 } };
  const kept = proposeSeason({ pupils, offers, rules: { ...plainRules, locked } });
  expect([kept.days, kept.sessions[0]?.limit]).toEqual([10, 10]);
});
