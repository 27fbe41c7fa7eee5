import { expect, test, vi } from "vitest";
import { createClock } from "./clock.ts";

const timeZone = "America/Los_Angeles";

test.each([
  ["an ordinary night", "2026-10-15T06:59:59.9Z", "2026-10-14", "2026-10-15"],
  ["the night after clocks go back", "2026-11-02T07:59:59.9Z", "2026-11-01", "2026-11-02"],
  ["the night after clocks go forward", "2027-03-15T06:59:59.9Z", "2027-03-14", "2027-03-15"],
])("the day changes at the district's midnight: %s", (_night, moment, before, after) => {
  const now = vi.spyOn(Temporal.Now, "instant");
  now.mockReturnValue(Temporal.Instant.from(moment));
  const clock = createClock({ timeZone, startsAt: null });
  expect(String(clock.today())).toBe(before);
  now.mockReturnValue(Temporal.Instant.from(moment).add({ milliseconds: 100 }));
  expect(String(clock.today())).toBe(after);
  now.mockReturnValue(Temporal.Instant.from(moment));
  expect(String(clock.today())).toBe(before);
  now.mockRestore();
});

test("started at another moment it runs on from there", async () => {
  const clock = createClock({ timeZone, startsAt: Temporal.Instant.from("2026-09-03T15:00:00Z") });
  const first = clock.now();
  expect(String(clock.today())).toBe("2026-09-03");
  expect(first.since("2026-09-03T15:00:00Z").total("seconds")).toBeLessThan(5);
  await expect.poll(() => Temporal.Instant.compare(clock.now(), first)).toBe(1);
});
