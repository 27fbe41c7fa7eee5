import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mondayOf } from "#app/calendar/day.ts";
import { anySettings, anySettingsByDay } from "../../tests/recovery/any-settings.ts";
import { day, missed, pupil, span } from "../../tests/recovery/pupil-year.ts";
import { sessionTime } from "../../tests/recovery/session-time.ts";
import { mostDaysInWeek, mostDaysInYear } from "./claim.ts";
import { settingsOn } from "./settings-by-day.ts";
import { type PupilYear, pupilClaims } from "./year-claims.ts";

const dates = fc.integer({ min: 0, max: 60 }).map((days) => day("2026-09-01").add({ days }).toString());
const facts = fc.record({
  sessions: fc.uniqueArray(
    fc.record({
      sessionId: fc.integer({ min: 1, max: 60 }),
      date: dates,
      from: fc.integer({ min: 480, max: 720 }),
      minutes: fc.integer({ min: 0, max: 480 }),
      school: fc.constantFrom(10, 20),
      studyDays: fc.constantFrom(0, 0, 0, 15, 16),
      optedIn: fc.constantFrom(true, true, true, false, null),
    }),
    { selector: ({ sessionId }) => sessionId, maxLength: 30, size: "max" },
  ),
  absences: fc.array(fc.record({ date: dates, school: fc.constantFrom(10, 20) }), {
    maxLength: 30,
    size: "max",
  }),
  listed: fc.array(
    fc.record({ date: dates, school: fc.constantFrom(10, 20), madeUpOn: fc.option(dates, { nil: null }) }),
    { maxLength: 4 },
  ),
  minimum: fc.constantFrom(null, null, 100, 180),
  settings: fc.oneof(anySettings, anySettingsByDay(day("2026-09-01"), 60)),
  through: dates.map(day),
});
type Given = typeof facts extends fc.Arbitrary<infer T> ? T : never;
const year = ({ sessions, absences, listed, minimum }: Given) =>
  pupil({
    enrolled: [
      span({ through: day("2026-09-30"), ownMinimumDays: [{ from: day("2026-08-12"), minutes: minimum }] }),
      span({ from: day("2026-10-01"), grade: 3 }),
      span({ schoolId: 20, program: "continuation" }),
    ],
    sessions: sessions.map(({ sessionId, date, from, minutes, school, ...judged }) =>
      sessionTime(sessionId, date, 0, {
        ...{ schoolId: school, ...judged },
        spans: minutes > 0 ? [{ startsAt: from, endsAt: from + minutes }] : [],
      }),
    ),
    absences: absences.map((one) => missed(one.date, one.school)),
    alreadyClaimed: listed.map(({ date, school, madeUpOn }) => ({
      ...{ schoolId: school, date: day(date), countsAsRecovery: true },
      madeUpOn: madeUpOn === null ? null : day(madeUpOn),
    })),
  });

describe("a year's claims, whatever happened in it", () => {
  it("never exceed ten, the days made or the absences, and every day has sessions of its own", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { claims, made } = pupilClaims(year(given), given.settings, given.through);
        const distinct = new Set(claims.map(({ absenceDate }) => String(absenceDate)));
        expect(distinct.size).toBe(claims.length);
        expect(claims.length).toBeLessThanOrEqual(
          Math.min(mostDaysInYear, made.length, given.absences.length),
        );
        for (const { date, sessionIds } of made) {
          const used = given.sessions.filter(({ sessionId }) => sessionIds.includes(sessionId));
          expect(used.some((one) => one.date === String(date))).toBe(true);
          expect(used.every((one) => one.date <= String(date) && one.minutes > 0)).toBe(true);
          expect(used.every((one) => one.optedIn === true && one.studyDays <= 15)).toBe(true);
        }
      }),
    );
  });

  it("credit no more minutes of a date than passed on the wall while the pupil was there", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { credit } = pupilClaims(year(given), given.settings, given.through);
        const attended = (date: string) =>
          new Set(
            given.sessions
              .filter((one) => one.date === date)
              .flatMap(({ from, minutes }) => Array.from({ length: minutes }, (_, index) => from + index)),
          ).size;
        for (const step of credit?.steps ?? [])
          expect(step.minutes).toBeLessThanOrEqual(attended(String(step.date)));
        const total = given.sessions.map(({ date }) => date);
        const wall = [...new Set(total)].reduce((sum, date) => sum + attended(date), 0);
        expect(credit?.creditedMinutes ?? 0).toBeLessThanOrEqual(wall);
      }),
    );
  });

  it("have five days in a week at most, of absence or of earning, as the setting of that day counts them", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { claims } = pupilClaims(year(given), given.settings, given.through);
        const week = (date: Temporal.PlainDate) => String(mondayOf(date));
        const basis = (date: Temporal.PlainDate) => settingsOn(given.settings, date).weekCapBasis;
        const most = (days: Temporal.PlainDate[]) =>
          Math.max(0, ...[...Map.groupBy(days, week).values()].map(({ length }) => length));
        const [absent, earned] = [claims.map((one) => one.absenceDate), claims.map((one) => one.earnedDate)];
        expect(most(absent.filter((date) => basis(date) !== "EARNED_WEEK"))).toBeLessThanOrEqual(
          mostDaysInWeek,
        );
        expect(most(earned.filter((date) => basis(date) !== "ABSENCE_WEEK"))).toBeLessThanOrEqual(
          mostDaysInWeek,
        );
      }),
    );
  });

  it("do not depend on the order of what is given, and not on what comes after their end", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const forward = year(given);
        const backward = {
          ...forward,
          sessions: forward.sessions.toReversed(),
          absences: forward.absences.toReversed(),
          alreadyClaimed: forward.alreadyClaimed.toReversed(),
        };
        const { through, settings } = given;
        const by = ({ date }: { date: Temporal.PlainDate }) => Temporal.PlainDate.compare(date, through) <= 0;
        const known = {
          ...forward,
          sessions: forward.sessions.filter(by),
          absences: forward.absences.filter(by),
          alreadyClaimed: forward.alreadyClaimed.filter(
            (one) => by(one) && (one.madeUpOn === null || by({ date: one.madeUpOn! })),
          ),
        };
        const said = (all: PupilYear) => JSON.stringify(pupilClaims(all, settings, through).claims);
        expect(said(backward)).toBe(said(forward));
        expect(said(known)).toBe(said(forward));
      }),
    );
  });
});
