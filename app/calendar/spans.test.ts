import fc from "fast-check";
import { expect, it } from "vitest";
import { inBoth, minutesIn, unionOf, without } from "./spans.ts";

const span = (startsAt: number, endsAt: number) => ({ startsAt, endsAt });

it("joins spans that overlap or touch, and leaves out what is empty or turned round", () => {
  expect(unionOf([span(20, 30), span(0, 10), span(10, 15), span(25, 40), span(50, 50), span(9, 3)])).toEqual([
    span(0, 15),
    span(20, 40),
  ]);
});

it("takes spans out of others, and tells what both have", () => {
  expect(without([span(0, 60)], [span(10, 20), span(50, 70)])).toEqual([span(0, 10), span(20, 50)]);
  expect(inBoth([span(0, 60)], [span(10, 20), span(50, 70)])).toEqual([span(10, 20), span(50, 60)]);
});

const anySpans = fc.array(
  fc.tuple(fc.nat(120), fc.nat(40)).map(([from, length]) => span(from, from + length)),
  { maxLength: 6 },
);
const minutes = (spans: { startsAt: number; endsAt: number }[]) =>
  new Set(
    spans.flatMap(({ startsAt, endsAt }) =>
      Array.from({ length: endsAt - startsAt }, (_, index) => startsAt + index),
    ),
  );

it("is arithmetic of sets of minutes", () => {
  fc.assert(
    fc.property(anySpans, anySpans, (some, others) => {
      const [one, other] = [minutes(some), minutes(others)];
      expect(minutes(unionOf([...some, ...others]))).toEqual(one.union(other));
      expect(minutes(without(some, others))).toEqual(one.difference(other));
      expect(minutes(inBoth(some, others))).toEqual(one.intersection(other));
      expect(minutesIn(some)).toBe(one.size);
    }),
  );
});
