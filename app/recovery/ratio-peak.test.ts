import { expect, test } from "vitest";
import { ratioPeak } from "./ratio-peak.ts";

const strict = { mixedRatio: "strict" } as const;
const stays = (count: number, grade: "K" | 4, inAt: number, outAt: number | null) =>
  Array.from({ length: count }, () => ({ grade, inAt, outAt }));

test("nobody signed in has no peak", () => {
  expect(ratioPeak([], strict)).toBe(null);
});

test("pupils who have left are not counted with those who come after", () => {
  const peak = ratioPeak([...stays(15, 4, 480, 540), ...stays(15, 4, 540, null)], strict);
  expect(peak).toMatchObject({ pupils: 15, allowed: true });
  expect(ratioPeak([...stays(15, 4, 480, 541), ...stays(15, 4, 540, null)], strict)).toMatchObject({
    pupils: 30,
    allowed: false,
    at: "9:00 am",
  });
});

test("a moment over the ratio speaks before a fuller one within it", () => {
  const peak = ratioPeak(
    [...stays(20, 4, 480, 540), ...stays(1, "K", 600, null), ...stays(10, 4, 600, null)],
    strict,
  );
  expect(peak).toMatchObject({ pupils: 11, allowed: false });
});
