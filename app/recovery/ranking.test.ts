import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Candidate, canStillRecover, rankPupils } from "./ranking.ts";

function pupil(pupilId: number, uncoveredAbsences: number, change: Partial<Candidate> = {}): Candidate {
  return { pupilId, familyKey: null, claimedDays: 0, bankedWholeDays: 0, uncoveredAbsences, ...change };
}

const order = (candidates: Candidate[], siblingsTogether = false) =>
  rankPupils(candidates, { siblingsTogether }).map((ranked) => ranked.pupilId);

describe("days a pupil can still recover", () => {
  it.each([
    [0, 0, 4, 4],
    [0, 0, 14, 10],
    [7, 2, 5, 1],
    [10, 0, 5, 0],
    [8, 4, 5, 0],
  ])("with %i claimed, %i banked and %i uncovered are %i", (claimedDays, bankedWholeDays, uncoveredAbsences, days) => {
    expect(canStillRecover({ claimedDays, bankedWholeDays, uncoveredAbsences })).toBe(days);
  });
});

describe("the ranking", () => {
  it("puts those first who can still recover most", () => {
    expect(order([pupil(1, 2), pupil(2, 9), pupil(3, 5)])).toEqual([2, 3, 1]);
  });

  it("breaks ties by absences, then days recovered, then number, and says so", () => {
    const candidates = [
      pupil(4, 12, { claimedDays: 5 }),
      pupil(3, 5),
      pupil(2, 5, { claimedDays: 3 }),
      pupil(1, 5, { claimedDays: 3 }),
    ];
    const ranked = rankPupils(candidates, { siblingsTogether: false });
    expect(ranked.map((each) => [each.place, each.pupilId])).toEqual([
      [1, 4],
      [2, 3],
      [3, 1],
      [4, 2],
    ]);
    expect(ranked.map((each) => each.why)).toEqual([
      "Can still recover 5 days.",
      "Can still recover 5 days, as the pupil before; has 5 absences to make up against 12.",
      "Can still recover 5 days, as the pupil before; has recovered 3 days against 0.",
      "Can still recover 5 days, as the pupil before; the lower pupil number goes first.",
    ]);
  });

  it("keeps siblings together behind the first of them, when asked", () => {
    const candidates = [
      pupil(1, 9, { familyKey: 7 }),
      pupil(2, 8),
      pupil(3, 1, { familyKey: 7 }),
      pupil(4, 1),
    ];
    expect(order(candidates, true)).toEqual([1, 3, 2, 4]);
    expect(order(candidates, false)).toEqual([1, 2, 3, 4]);
    expect(rankPupils(candidates, { siblingsTogether: true })[1]?.why).toBe(
      "Can still recover 1 day; placed with a brother or sister.",
    );
  });

  it("never depends on the order of input, and loses nobody", () => {
    const anyPupil = fc.record({
      pupilId: fc.integer({ min: 1, max: 60 }),
      familyKey: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
      claimedDays: fc.integer({ min: 0, max: 10 }),
      bankedWholeDays: fc.integer({ min: 0, max: 3 }),
      uncoveredAbsences: fc.integer({ min: 0, max: 20 }),
    });
    const anyPupils = fc.uniqueArray(anyPupil, { maxLength: 15, selector: (each) => each.pupilId });
    fc.assert(
      fc.property(anyPupils, fc.boolean(), (candidates, together) => {
        const ranked = order(candidates, together);
        expect(order(candidates.toReversed(), together)).toEqual(ranked);
        expect(ranked.toSorted((a, b) => a - b)).toEqual(
          candidates.map((each) => each.pupilId).toSorted((a, b) => a - b),
        );
      }),
    );
  });
});
