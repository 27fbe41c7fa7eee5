import { expect, test } from "vitest";
import { ratioPeak } from "./ratio-peak.ts";
import { type InRoom, stretchesOf } from "./stretches.ts";

const session = { startsAt: 480, endsAt: 720 };
const one = { ...session, teacherId: 501, qualified: true };
const peakOf = (stays: readonly InRoom[], ...others: (typeof one)[]) =>
  ratioPeak(stretchesOf(session, stays, [one, ...others]), { mixedRatio: "strict" });
const stays = (count: number, grade: "K" | 4, inAt: number, outAt: number | null) =>
  Array.from({ length: count }, () => ({ grade, inAt, outAt }));

test("nobody signed in has no peak", () => {
  expect(peakOf([])).toBe(null);
});

test("pupils who have left are not counted with those who come after", () => {
  const peak = peakOf([...stays(15, 4, 480, 540), ...stays(15, 4, 540, null)]);
  expect(peak).toMatchObject({ pupils: 15, allowed: true });
  expect(peakOf([...stays(15, 4, 480, 541), ...stays(15, 4, 540, null)])).toMatchObject({
    pupils: 30,
    allowed: false,
    at: "9:00 am",
    over: [{ startsAt: 540, endsAt: 541 }],
  });
});

test("a moment over the ratio speaks before a fuller one within it", () => {
  const peak = peakOf([...stays(20, 4, 480, 540), ...stays(1, "K", 600, null), ...stays(10, 4, 600, null)]);
  expect(peak).toMatchObject({ pupils: 11, allowed: false });
});

test("a second teacher raises the limit while they are there, and their leaving lowers it", () => {
  const two = { ...one, teacherId: 502, endsAt: 600 };
  expect(peakOf(stays(30, 4, 480, 600), two)).toMatchObject({ allowed: true, limit: 40 });
  expect(peakOf(stays(30, 4, 480, null), two)).toMatchObject({
    allowed: false,
    limit: 20,
    at: "10:00 am",
  });
});

test("the time most over the ratio speaks, and all of that time is named", () => {
  const two = { ...one, teacherId: 502, endsAt: 600 };
  const peak = peakOf([...stays(30, 4, 480, null), ...stays(11, 4, 500, 510)], two);
  expect(peak).toMatchObject({ at: "10:00 am", pupils: 30, limit: 20 });
  expect(peak?.over).toEqual([
    { startsAt: 500, endsAt: 510 },
    { startsAt: 600, endsAt: 720 },
  ]);
});
