import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minutesIn } from "#app/calendar/spans.ts";
import { sessionTime } from "../../tests/recovery/session-time.ts";
import { countedTime } from "./counted-time.ts";

const saturday = "2026-10-10";
const span = (startsAt: number, endsAt: number) => [{ startsAt, endsAt }];
const counts = (...sessions: Parameters<typeof countedTime>[0]) => {
  const { counted, leftOut } = countedTime(sessions);
  return {
    minutes: counted.map(({ sessionId, minutes }) => [sessionId, minutes]).toSorted(),
    leftOut: leftOut.map(({ sessionId, minutes, rule, reason }) => [sessionId, minutes, rule, reason]),
  };
};

describe("a minute", () => {
  it("on record in two sessions counts in the longer of them, at whatever schools, and is named in the other", () => {
    expect(
      counts(
        sessionTime(1, saturday, 0, { spans: span(480, 540) }),
        sessionTime(2, saturday, 0, { spans: span(510, 600), schoolId: 20 }),
      ),
    ).toEqual({
      minutes: [
        [1, 30],
        [2, 90],
      ],
      leftOut: [[1, 30, "AR-SES-3", "On record in session 2 at the same time, and counted there."]],
    });
  });

  it("of another date, or where one session ends as the other begins, is another minute", () => {
    const apart = counts(
      sessionTime(1, saturday, 0, { spans: span(480, 540) }),
      sessionTime(2, saturday, 0, { spans: span(540, 600) }),
      sessionTime(3, "2026-10-17", 0, { spans: span(480, 540) }),
    );
    expect(apart.leftOut).toEqual([]);
    expect(apart.minutes).toEqual([
      [1, 60],
      [2, 60],
      [3, 60],
    ]);
  });

  it("in a session that may not be claimed takes none from another", () => {
    const { minutes, leftOut } = counts(
      sessionTime(1, saturday, 240, { optedIn: false }),
      sessionTime(2, saturday, 120),
    );
    expect(minutes).toEqual([[2, 120]]);
    expect(leftOut).toEqual([[1, 240, "AR-PUP-3", "Recovery is voluntary, and the family had declined."]]);
  });
});

describe("time of a pupil who could not take part", () => {
  it.each([
    [{ studyDays: 16 }, "AR-PUP-2", "16 schooldays running in independent study"],
    [{ optedIn: null }, "AR-PUP-3", "no answer of the family is on record for that day"],
    [{ optedIn: false }, "AR-PUP-3", "the family had declined"],
  ])("%j does not count, by rule %s", (change, rule, words) => {
    const { minutes, leftOut } = counts(sessionTime(1, saturday, 240, change));
    expect(minutes).toEqual([]);
    expect(leftOut).toMatchObject([[1, 240, rule, expect.stringContaining(words)]]);
  });

  it("counts with fifteen schooldays of independent study", () => {
    expect(counts(sessionTime(1, saturday, 240, { studyDays: 15 })).minutes).toEqual([[1, 240]]);
  });
});

it("time written down after the teacher's statement is named and not counted", () => {
  expect(counts(sessionTime(1, saturday, 60, { unattested: 30 }))).toEqual({
    minutes: [[1, 60]],
    leftOut: [
      [
        1,
        30,
        "AR-SES-3",
        "Written down after the teacher's statement: it counts once the teacher attests to it.",
      ],
    ],
  });
});

const anySession = fc
  .record({
    sessionId: fc.integer({ min: 1, max: 99 }),
    day: fc.integer({ min: 1, max: 3 }),
    from: fc.integer({ min: 480, max: 700 }),
    length: fc.integer({ min: 0, max: 240 }),
    pause: fc.integer({ min: 0, max: 60 }),
    schoolId: fc.constantFrom(10, 20),
  })
  .map(({ sessionId, day, from, length, pause, schoolId }) =>
    sessionTime(sessionId, `2026-10-0${day}`, 0, {
      schoolId,
      spans: [...span(from, from + length), ...span(from + length + pause + 1, from + length + pause + 31)],
    }),
  );
const anySessions = fc.uniqueArray(anySession, { selector: ({ sessionId }) => sessionId, maxLength: 8 });

describe("whatever sessions overlap", () => {
  it("as many minutes count as the clock on the wall passed, and those left out are all the others", () => {
    fc.assert(
      fc.property(anySessions, (sessions) => {
        const { counted, leftOut } = countedTime(sessions);
        for (const [date, ofDate] of Map.groupBy(sessions, ({ date }) => String(date))) {
          const sum = (items: readonly { date: Temporal.PlainDate; minutes: number }[]) =>
            items
              .filter((one) => String(one.date) === date)
              .reduce((total, { minutes }) => total + minutes, 0);
          expect(sum(counted)).toBe(minutesIn(ofDate.flatMap(({ spans }) => spans)));
          const written = ofDate.reduce((total, { spans }) => total + minutesIn(spans), 0);
          expect(sum(counted) + sum(leftOut)).toBe(written);
        }
      }),
    );
  });

  it("the longest of a date counts whole, and the order never matters", () => {
    fc.assert(
      fc.property(anySessions, (sessions) => {
        const { counted } = countedTime(sessions);
        for (const ofDate of Map.groupBy(sessions, ({ date }) => String(date)).values()) {
          const longest = Math.max(...ofDate.map(({ spans }) => minutesIn(spans)));
          const ids = ofDate.map(({ sessionId }) => sessionId);
          const most = counted
            .filter(({ sessionId }) => ids.includes(sessionId))
            .map(({ minutes }) => minutes);
          expect(Math.max(...most)).toBe(longest);
        }
        const byId = (time: ReturnType<typeof countedTime>) => ({
          ...time,
          counted: time.counted.toSorted((one, other) => one.sessionId - other.sessionId),
        });
        expect(byId(countedTime(sessions.toReversed()))).toEqual(byId(countedTime(sessions)));
      }),
    );
  });
});
