import { expect, test } from "vitest";
import { createProcessorMeter, readingEveryMs } from "./processor-use.ts";

/** A process whose use is laid out by hand. */
function pretend() {
  const now = { usedMs: 1_000, atMs: 60_000 };
  const meter = createProcessorMeter(() => ({ ...now }));
  return {
    meter,
    /** `seconds` pass at `percent` of one core, with the readings that fall into them. */
    pass(seconds: number, percent: number) {
      for (let left = seconds * 1000; left > 0; left -= readingEveryMs) {
        const ms = Math.min(left, readingEveryMs);
        now.atMs += ms;
        now.usedMs += (ms * percent) / 100;
        if (ms === readingEveryMs) meter.takeReading();
      }
    },
  };
}

test("before the first reading it is the use since the start", () => {
  const { meter, pass } = pretend();
  pass(2, 40);
  expect(meter.percent()).toBeCloseTo(40);
});

test("several cores make more than a hundred", () => {
  const { meter, pass } = pretend();
  pass(3, 180);
  expect(meter.percent()).toBeCloseTo(180);
});

test("every scraper reads the same, however often another one has asked just before", () => {
  const [quiet, crowded] = [pretend(), pretend()];
  for (const percent of [80, 20, 90, 10, 70]) {
    for (const { pass } of [quiet, crowded]) pass(5, percent);
    for (let scraper = 0; scraper < 10; scraper++) crowded.meter.percent();
    for (const { pass } of [quiet, crowded]) pass(1, 100);
    expect(crowded.meter.percent()).toBe(quiet.meter.percent());
  }
  expect(quiet.meter.percent()).toBeCloseTo((3 * 100 + 5 * 10 + 5 * 70) / 13);
});

test("what is long over no longer counts", () => {
  const { meter, pass } = pretend();
  pass(60, 100);
  pass(15, 5);
  expect(meter.percent()).toBeCloseTo(5);
});
