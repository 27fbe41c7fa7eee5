import { describe, expect, test } from "vitest";
import { type Figure, judged, median, reached, table, written } from "./figure.ts";

const page: Figure = {
  name: "Register page",
  unit: "a second",
  value: 450,
  floor: { name: "a second, bare app", value: 1000 },
  target: 0.4,
  better: "more",
  note: "16 connections.",
};
const round: Figure = { name: "Round", unit: "ms", value: 12.04, floor: null, target: 12, better: "less" };

describe("a figure", () => {
  test("is judged as a share of its floor, or by itself where it has none", () => {
    expect(judged(page)).toBe(0.45);
    expect(judged(round)).toBe(12.04);
  });

  test.each([
    ["a share above what is to be reached", page, true],
    ["just that share", { ...page, value: 400 }, true],
    ["a share below", { ...page, value: 399 }, false],
    ["less than the most allowed", { ...round, value: 11 }, true],
    ["more than the most allowed", round, false],
    ["a floor of nothing", { ...page, floor: { name: "", value: 0 } }, false],
    ["nothing measured", { ...round, value: Number.NaN }, false],
  ])("with %s", (_what, figure, expected) => {
    expect(reached(figure)).toBe(expected);
  });
});

test("the median is the middle one, or the mean of the middle two, in any order", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 2, 4, 1])).toBe(3);
  expect(median([])).toBeNaN();
});

test("numbers keep three digits that count", () => {
  expect([0.08734, 12.04, 99.96, 1234.5, Number.NaN].map(written)).toEqual([
    "0.0873",
    "12",
    "100",
    "1,235",
    "not measured",
  ]);
});

test("the table sets each figure beside its floor, and notes below it", () => {
  expect(table([page, round]).split("\n")).toEqual([
    "Figure         Measured      Floor                     Share  To reach",
    "-------------  ------------  ------------------------  -----  ------------  -------",
    "Register page  450 a second  1,000 a second, bare app  0.45   at least 0.4  reached",
    "Round          12 ms                                          at most 12    SHORT",
    "",
    "Register page: 16 connections.",
  ]);
});
