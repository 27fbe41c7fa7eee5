import { expect, test } from "vitest";
import { createProcessorMeter } from "./processor-use.ts";

/** A process whose use is laid out by hand. */
function pretend() {
  const now = { usedMs: 1_000, atMs: 60_000 };
  const meter = createProcessorMeter(() => ({ ...now }));
  return {
    scraped: () => meter.scraped(),
    /** `seconds` pass at `percent` of one core. */
    pass(seconds: number, percent: number) {
      now.atMs += seconds * 1000;
      now.usedMs += seconds * 10 * percent;
    },
  };
}

test("before the first scrape it is the use since the start", () => {
  const { scraped, pass } = pretend();
  pass(2, 40);
  expect(scraped()).toBeCloseTo(40);
});

test("several cores make more than a hundred", () => {
  const { scraped, pass } = pretend();
  pass(30, 180);
  expect(scraped()).toBeCloseTo(180);
});

test.each([10, 15, 30, 60, 3_600])("one who scrapes every %i s reads what was used since", (seconds) => {
  const { scraped, pass } = pretend();
  for (const percent of [80, 20, 90, 10, 70]) {
    pass(seconds / 2, percent);
    pass(seconds / 2, percent / 2);
    expect(scraped()).toBeCloseTo(percent * 0.75);
  }
});

test("one who scrapes more often reads the last ten seconds", () => {
  const { scraped, pass } = pretend();
  const read = [100, 0, 50, 50, 10].map((percent) => {
    pass(5, percent);
    return scraped();
  });
  expect(read.map(Math.round)).toEqual([100, 50, 25, 50, 30]);
});

test("another who asked a moment ago leaves nobody that moment alone", () => {
  const { scraped, pass } = pretend();
  pass(15, 20);
  scraped();
  for (const percent of [20, 60, 20]) {
    pass(14.9, percent);
    for (let asked = 0; asked < 50; asked++) scraped();
    pass(0.1, 100);
    expect(Math.abs(scraped() - percent)).toBeLessThan(2);
    pass(0.2, 0);
    expect(scraped()).toBeGreaterThan(percent / 2);
  }
});
