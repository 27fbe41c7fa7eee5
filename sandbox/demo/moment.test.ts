import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarOf, schoolYearOf } from "#sandbox/district/calendar.ts";
import { demoDay, heldMoment } from "./moment.ts";

const zone = "America/Los_Angeles";
const dayAt = (text: string) => demoDay(Temporal.Instant.from(text), zone);

test("on a school day it is today", () => {
  const { day, held } = dayAt("2026-10-14T17:00:00Z");
  expect([day.toString(), held]).toEqual(["2026-10-14", false]);
});

test("on a Sunday, in Thanksgiving week and in July it is the last school day, up to its midnight", () => {
  expect(dayAt("2026-10-18T17:00:00Z").day.toString()).toBe("2026-10-16");
  const { day, held, ends } = dayAt("2026-11-23T17:00:00Z");
  expect([day.toString(), held, ends.toString()]).toEqual(["2026-11-20", true, "2026-11-21T08:00:00Z"]);
  const july = dayAt("2027-07-04T17:00:00Z").day;
  expect(july.year).toBe(2027);
  expect(july.month).toBe(6);
});

test.each([
  ["in the morning, where nothing is on record", null, "2026-11-20T18:05:00Z"],
  ["in the morning, where all of it is older", "2026-11-19T23:00:00Z", "2026-11-20T18:05:00Z"],
  ["just after what is on record", "2026-11-20T19:00:00.250Z", "2026-11-20T19:00:01.25Z"],
  ["still on its day, however late that was", "2026-11-21T07:59:59.9Z", "2026-11-21T07:59:00Z"],
])("a held day begins %s", (_, newest, begins) => {
  const day = Temporal.PlainDate.from("2026-11-20");
  expect(heldMoment(day, zone, newest === null ? null : Temporal.Instant.from(newest)).toString()).toBe(
    begins,
  );
});

test("on any date it is a school day of the year that is worked in, not after the date", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), (days) => {
      const date = Temporal.PlainDate.from("2020-01-01").add({ days });
      const { day } = demoDay(date.toZonedDateTime({ timeZone: zone, plainTime: "12:00" }).toInstant(), zone);
      expect(Temporal.PlainDate.compare(day, date)).toBeLessThanOrEqual(0);
      expect(
        calendarOf(schoolYearOf(date), "elementary").find((row) => row.date.equals(day))?.instructional,
      ).toBe(true);
    }),
    { numRuns: 60 },
  );
});
