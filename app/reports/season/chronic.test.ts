import { expect, test } from "vitest";
import { chronicCounts, chronicFacts } from "./chronic.ts";

const pupil = (absent: number, recovered: number, expected = 180) => ({ expected, absent, recovered });

test("AR-REP-7: eighteen of 180 days absent are chronic, and eight of them recovered are not by the alternate rate", () => {
  expect(chronicCounts([pupil(18, 8)])).toEqual({ counted: 1, official: 1, alternate: 0 });
  expect(chronicCounts([pupil(18, 0), pupil(28, 10), pupil(17, 0), pupil(3, 10)])).toEqual({
    counted: 4,
    official: 2,
    alternate: 2,
  });
});

test("CH-2: who has thirty expected days or fewer is in neither", () => {
  expect(chronicCounts([pupil(10, 0, 30), pupil(4, 1, 31)])).toEqual({
    counted: 1,
    official: 1,
    alternate: 0,
  });
});

test("the counts are said with their share, or that nobody counts yet", () => {
  expect(chronicFacts({ counted: 340, official: 12, alternate: 10 }).map(({ is }) => is)).toEqual([
    "12 of 340 pupils, 3.5 percent",
    "10 of 340 pupils, 2.9 percent",
  ]);
  expect(chronicFacts({ counted: 0, official: 0, alternate: 0 })[0]?.is).toBe(
    "no pupil has 31 expected days yet",
  );
});
