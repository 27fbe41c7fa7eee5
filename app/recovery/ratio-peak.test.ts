import { expect, test } from "vitest";
import { ratioPeak } from "./ratio-peak.ts";

const teaching = [{ teacherId: 501, startsAt: 480, endsAt: 720 }];
const strict = { mixedRatio: "strict" } as const;
const stays = (count: number, grade: "K" | 4, inAt: number, outAt: number | null) =>
  Array.from({ length: count }, () => ({ grade, inAt, outAt }));

test("nobody signed in has no peak", () => {
  expect(ratioPeak([], teaching, strict)).toBe(null);
});

test("pupils who have left are not counted with those who come after", () => {
  const peak = ratioPeak([...stays(15, 4, 480, 540), ...stays(15, 4, 540, null)], teaching, strict);
  expect(peak).toMatchObject({ pupils: 15, allowed: true });
  expect(ratioPeak([...stays(15, 4, 480, 541), ...stays(15, 4, 540, null)], teaching, strict)).toMatchObject({
    pupils: 30,
    allowed: false,
    at: "9:00 am",
  });
});

test("a moment over the ratio speaks before a fuller one within it", () => {
  const peak = ratioPeak(
    [...stays(20, 4, 480, 540), ...stays(1, "K", 600, null), ...stays(10, 4, 600, null)],
    teaching,
    strict,
  );
  expect(peak).toMatchObject({ pupils: 11, allowed: false });
});

test("a second teacher raises the limit while they are there, and their leaving lowers it", () => {
  const two = [...teaching, { teacherId: 502, startsAt: 480, endsAt: 600 }];
  expect(ratioPeak(stays(30, 4, 480, 600), two, strict)).toMatchObject({ allowed: true, limit: 40 });
  expect(ratioPeak(stays(30, 4, 480, null), two, strict)).toMatchObject({
    allowed: false,
    limit: 20,
    at: "10:00 am",
  });
});
