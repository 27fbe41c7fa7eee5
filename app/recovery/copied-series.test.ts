import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inNextTerm, inNextYear, type Term } from "./copied-series.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const span = (startsOn: string, endsOn: string) => ({ startsOn: day(startsOn), endsOn: day(endsOn) });
const term = (title: string, startsOn: string, endsOn: string): Term => ({
  title,
  ...span(startsOn, endsOn),
});
const trimesters = [
  term("First", "2026-08-12", "2026-11-05"),
  term("Second", "2026-11-06", "2027-03-08"),
  term("Third", "2027-03-09", "2027-06-09"),
];
const written = (copy: ReturnType<typeof inNextTerm>) => copy && `${copy.startsOn} to ${copy.endsOn}`;

describe("a series in the next term", () => {
  it("starts as far into it, on the same day of the week, and runs as long", () => {
    // Saturdays from the second Saturday of the first trimester.
    expect(written(inNextTerm(span("2026-08-22", "2026-09-26"), trimesters))).toBe(
      "2026-11-14 to 2026-12-19",
    );
  });

  it("runs to the end of the next term where it ran to the end of its own", () => {
    expect(written(inNextTerm(span("2026-08-15", "2026-10-31"), trimesters))).toBe(
      "2026-11-07 to 2027-03-08",
    );
    expect(written(inNextTerm(span("2026-11-07", "2027-03-06"), trimesters))).toBe(
      "2027-03-13 to 2027-06-09",
    );
  });

  it("ends with the next term where that is shorter", () => {
    expect(written(inNextTerm(span("2026-11-07", "2027-02-20"), trimesters))).toBe(
      "2027-03-13 to 2027-06-09",
    );
  });

  it("takes the nearest week, though never one before the term", () => {
    const terms = [term("Fall", "2026-08-12", "2026-11-11"), term("Winter", "2026-11-12", "2027-03-01")];
    // Fridays: two days in, and the 13th lies one day in; a week later would leave it out.
    expect(written(inNextTerm(span("2026-08-14", "2026-09-11"), terms))).toBe("2026-11-13 to 2026-12-11");
    expect(written(inNextTerm(span("2026-08-12", "2026-09-09"), terms))).toBe("2026-11-18 to 2026-12-16");
  });

  it("is none after the last term, outside of all terms, and where the next term is over before it starts", () => {
    expect(inNextTerm(span("2027-03-13", "2027-05-29"), trimesters)).toBeNull();
    expect(inNextTerm(span("2026-07-11", "2026-08-01"), trimesters)).toBeNull();
    const short = [term("Fall", "2026-08-12", "2026-12-18"), term("January", "2027-01-11", "2027-01-15")];
    expect(inNextTerm(span("2026-10-17", "2026-10-24"), short)).toBeNull();
  });

  it("follows the kind of term that the series filled where quarters, semesters and the year overlap", () => {
    const terms = [
      term("Quarter 1", "2026-08-12", "2026-10-09"),
      term("Fall", "2026-08-12", "2026-12-18"),
      term("Year", "2026-08-12", "2027-06-09"),
      term("Quarter 2", "2026-10-12", "2026-12-18"),
      term("Quarter 3", "2027-01-11", "2027-03-12"),
      term("Spring", "2027-01-11", "2027-06-09"),
    ];
    expect(written(inNextTerm(span("2026-08-15", "2026-10-03"), terms))).toBe("2026-10-17 to 2026-12-18");
    expect(written(inNextTerm(span("2026-08-15", "2026-12-12"), terms))).toBe("2027-01-16 to 2027-06-09");
    expect(written(inNextTerm(span("2026-10-17", "2026-12-12"), terms))).toBe("2027-01-16 to 2027-03-12");
    expect(written(inNextTerm(span("2027-01-16", "2027-03-06"), terms))).toBeNull();
  });

  it("keeps its weekday and lies within the next term, wherever it starts", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 85 }), fc.integer({ min: 0, max: 80 }), (into, days) => {
        const startsOn = day("2026-08-12").add({ days: into });
        const copy = inNextTerm({ startsOn, endsOn: startsOn.add({ days }) }, trimesters);
        if (copy === null) return;
        expect(copy.startsOn.dayOfWeek).toBe(startsOn.dayOfWeek);
        expect(Temporal.PlainDate.compare(copy.startsOn, day("2026-11-06"))).toBeGreaterThanOrEqual(0);
        expect(Temporal.PlainDate.compare(copy.endsOn, day("2027-03-08"))).toBeLessThanOrEqual(0);
        expect(Temporal.PlainDate.compare(copy.startsOn, copy.endsOn)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

it("a series in the next year keeps its days of the week, over a leap day too", () => {
  const next = inNextYear(span("2027-09-04", "2028-03-04"));
  expect(written(next)).toBe("2028-09-02 to 2029-03-03");
  expect([next.startsOn.dayOfWeek, next.endsOn.dayOfWeek]).toEqual([6, 6]);
});
