import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { absenceRate, attendanceRate, chronicStanding, shownPercent, suppressSmall } from "./rate.ts";

describe("chronic absence", () => {
  it.each([
    [18, 180, true, true, "moderate_chronic"],
    [17, 180, false, true, "at_risk"],
    [4, 31, true, true, "moderate_chronic"],
    [3, 31, false, true, "at_risk"],
    [10, 30, true, false, "severe_chronic"],
    [5, 45, true, true, "moderate_chronic"],
    [9, 180, false, true, "at_risk"],
    [8, 180, false, true, "satisfactory"],
    [36, 180, true, true, "severe_chronic"],
    [35, 180, true, true, "moderate_chronic"],
    [0, 0, false, false, null],
  ])("%i absent of %i: chronic %s, state-counted %s, %s", (absent, expected, chronic, stateCounted, band) => {
    expect(chronicStanding({ expected, absent })).toMatchObject({ chronic, stateCounted, band });
  });

  it("says so in words, with the early warning below 31 days", () => {
    expect(chronicStanding({ expected: 30, absent: 10 }).note).toBe(
      "10 of 30 days absent, chronically absent. Early: the state counts a pupil from 31 expected days.",
    );
    expect(chronicStanding({ expected: 180, absent: 17 }).note).toBe(
      "17 of 180 days absent, not chronically absent.",
    );
  });

  it("shows a rate, and none without days", () => {
    expect([
      absenceRate({ expected: 180, absent: 18 }),
      attendanceRate({ expected: 180, absent: 18 }),
    ]).toEqual([0.1, 0.9]);
    expect([absenceRate({ expected: 0, absent: 0 }), attendanceRate({ expected: 0, absent: 0 })]).toEqual([
      null,
      null,
    ]);
  });
});

const shown = (...counts: number[]) => {
  const { cells, total } = suppressSmall(counts.map((count, key) => ({ key, count })));
  return [cells.map((cell) => cell.shown), total];
};

describe("small cells", () => {
  it("hide the next smallest beside a lone small one", () => {
    expect(shown(60, 30, 10)).toEqual([[60, null, null], 100]);
  });

  it("start at 11", () => {
    expect(shown(11, 12)).toEqual([[11, 12], 23]);
    expect(shown(10, 12, 40)).toEqual([[null, null, 40], 62]);
  });

  it("need no companion when two are hidden already, unless their sum tells them", () => {
    expect(shown(4, 7, 50)).toEqual([[null, null, 50], 61]);
    expect(shown(1, 1, 50)).toEqual([[null, null, null], 52]);
    expect(shown(10, 10, 50)).toEqual([[null, null, null], 70]);
  });

  it("hide the total when nothing else can", () => {
    expect(shown(10)).toEqual([[null], null]);
    expect(shown(3, 0)).toEqual([[null, 0], null]);
    expect(shown(3, 5)).toEqual([[null, null], null]);
  });

  it("never leave one to subtraction", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 8 }), (counts) => {
        const { cells, total } = suppressSmall(counts.map((count, key) => ({ key, count })));
        expect(cells.some((cell) => cell.shown !== null && cell.shown >= 1 && cell.shown <= 10)).toBe(false);
        expect(total !== null && total >= 1 && total <= 10).toBe(false);
        if (total !== null) expect(cells.filter((cell) => cell.shown === null)).not.toHaveLength(1);
      }),
    );
  });

  it("hide percentages that give them back", () => {
    expect(shownPercent({ count: 20, of: 40 })).toBe(50);
    expect(shownPercent({ count: 0, of: 40 })).toBe(0);
    expect(shownPercent({ count: 0, of: 10 })).toBeNull();
    expect(shownPercent({ count: 10, of: 40 })).toBeNull();
    expect(shownPercent({ count: 31, of: 40 })).toBeNull();
  });
});
