import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mostDaysInYear } from "./claim.ts";
import { defaultRecoverySettings } from "./settings.ts";
import { type Enrolled, type PupilYear, pupilClaims, yearClaims } from "./year-claims.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const yearEnd = day("2027-06-30");
const span = (change: Partial<Enrolled> = {}): Enrolled => ({
  schoolId: 10,
  from: day("2026-08-12"),
  through: null,
  grade: 4,
  program: "regular",
  minimumDayMinutes: null,
  ...change,
});
const session = (sessionId: number, date: string, minutes: number, schoolId = 10) => ({
  sessionId,
  schoolId,
  date: day(date),
  minutes,
});
const missed = (date: string, schoolId = 10, category: "EXCUSED" | "SUSP_OUT" = "EXCUSED") => ({
  date: day(date),
  category,
  schoolId,
  code: category === "EXCUSED" ? "I" : "S",
});
const pupil = (change: Partial<PupilYear>): PupilYear => ({
  pupilId: 1,
  enrolled: [span()],
  sessions: [],
  absences: [],
  alreadyClaimed: [],
  ...change,
});
const claimsOf = (change: Partial<PupilYear>, through = yearEnd) =>
  pupilClaims(pupil(change), defaultRecoverySettings, through);

describe("a year's claims", () => {
  it("tie each day to its absence, the absence's school and code, and the sessions whose minutes made it", () => {
    const { claims, made } = claimsOf({
      sessions: [
        session(1, "2026-09-05", 120),
        session(2, "2026-09-12", 180),
        session(3, "2026-09-19", 180, 20),
        session(4, "2026-09-26", 45),
      ],
      absences: [missed("2026-09-10", 20), missed("2026-09-17")],
    });
    expect(made.map(({ date, sessionIds }) => [String(date), sessionIds])).toEqual([
      ["2026-09-12", [1, 2]],
      ["2026-09-19", [2, 3]],
    ]);
    expect(
      claims.map((claim) => ({ ...claim, absenceDate: String(claim.absenceDate), earnedDate: "" })),
    ).toEqual([
      {
        absenceDate: "2026-09-10",
        earnedDate: "",
        schoolId: 20,
        code: "I",
        grade: 4,
        earnedSchoolId: 10,
        sessionIds: [1, 2],
      },
      {
        absenceDate: "2026-09-17",
        earnedDate: "",
        schoolId: 10,
        code: "I",
        grade: 4,
        earnedSchoolId: 20,
        sessionIds: [2, 3],
      },
    ]);
  });

  it("AR-CAP-2: ten days over all schools, however they are spread", () => {
    const weeks = Array.from({ length: 12 }, (_, week) => day("2026-09-03").add({ weeks: week }));
    const { claims } = claimsOf({
      enrolled: [span(), span({ schoolId: 20 })],
      sessions: weeks.map((date, at) =>
        session(at + 1, date.add({ days: 2 }).toString(), 240, at % 2 ? 20 : 10),
      ),
      absences: weeks.map((date, at) => missed(date.toString(), at < 6 ? 10 : 20)),
    });
    expect(claims.map(({ schoolId }) => schoolId)).toEqual([...Array(6).fill(10), ...Array(4).fill(20)]);
  });

  it("AR-MIN-1: the minimum day is that of the grade and the program on the day of the session", () => {
    const spring = [
      span({ grade: 0, through: day("2026-12-18") }),
      span({ grade: 1, from: day("2027-01-04"), program: "regular" }),
    ];
    const { credit } = claimsOf({
      enrolled: spring,
      sessions: [session(1, "2026-10-03", 180), session(2, "2027-02-06", 180)],
    });
    expect(credit?.steps.map(({ earned }) => earned)).toEqual([true, false]);
    const summer = claimsOf({ enrolled: [span({ grade: 0 })], sessions: [session(1, "2026-07-11", 180)] });
    expect(summer.credit?.earnedDays).toBe(1);
  });

  it("AR-REP-3: are worked out from July 1 through the end of the period, and see nothing after it", () => {
    const facts = {
      sessions: [session(1, "2026-10-03", 240), session(2, "2027-01-09", 240)],
      absences: [missed("2026-09-10"), missed("2026-09-17")],
    };
    expect(claimsOf(facts, day("2026-12-31")).claims).toHaveLength(1);
    expect(claimsOf(facts, day("2026-12-31")).credit?.earnedDays).toBe(1);
    expect(claimsOf(facts, day("2027-04-15")).claims).toHaveLength(2);
  });

  it("AR-ABS-2: a day on record as a suspension at another school is not claimed at this one", () => {
    const { claims, outcome } = claimsOf({
      sessions: [session(1, "2026-10-03", 240)],
      absences: [missed("2026-09-10"), missed("2026-09-10", 20, "SUSP_OUT")],
    });
    expect([claims, outcome.refused[0]?.rule, outcome.bankedDays]).toEqual([[], "AR-ABS-2", 1]);
  });

  it("gives nothing to a pupil outside TK to grade 12", () => {
    const adult = claimsOf({ enrolled: [span({ grade: 13 })], sessions: [session(1, "2026-10-03", 240)] });
    expect([adult.credit, adult.made, adult.claims]).toEqual([null, [], []]);
  });

  const dates = fc.integer({ min: 0, max: 290 }).map((days) => day("2026-07-01").add({ days }).toString());
  const facts = fc.record({
    sessions: fc.uniqueArray(
      fc.record({
        sessionId: fc.integer({ min: 1, max: 60 }),
        date: dates,
        minutes: fc.integer({ min: 0, max: 300 }),
      }),
      { selector: ({ sessionId }) => sessionId, maxLength: 30 },
    ),
    absences: fc.array(fc.record({ date: dates, school: fc.constantFrom(10, 20) }), { maxLength: 30 }),
  });
  const year = ({ sessions, absences }: typeof facts extends fc.Arbitrary<infer T> ? T : never) => ({
    enrolled: [span(), span({ schoolId: 20 })],
    sessions: sessions.map((one) => session(one.sessionId, one.date, one.minutes)),
    absences: absences.map((one) => missed(one.date, one.school)),
  });

  it("never exceed ten, the days made or the absences, and every day has sessions of its own", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { claims, made } = claimsOf(year(given));
        const distinct = new Set(claims.map(({ absenceDate }) => String(absenceDate)));
        expect(distinct.size).toBe(claims.length);
        expect(claims.length).toBeLessThanOrEqual(
          Math.min(mostDaysInYear, made.length, given.absences.length),
        );
        for (const { date, sessionIds } of made) {
          const used = given.sessions.filter(({ sessionId }) => sessionIds.includes(sessionId));
          expect(used.some((one) => one.date === String(date))).toBe(true);
          expect(used.every((one) => one.date <= String(date) && one.minutes > 0)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("do not depend on the order of what is given", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const forward = year(given);
        const backward = {
          enrolled: forward.enrolled.toReversed(),
          sessions: forward.sessions.toReversed(),
          absences: forward.absences.toReversed(),
        };
        const said = (all: Partial<PupilYear>) => JSON.stringify(claimsOf(all).claims);
        expect(said(backward)).toBe(said(forward));
      }),
      { numRuns: 60 },
    );
  });

  it("of many pupils are those of each", () => {
    const one = pupil({ sessions: [session(1, "2026-10-03", 240)], absences: [missed("2026-09-10")] });
    const other = { ...one, pupilId: 2, absences: [] };
    const all = yearClaims(
      { schoolYear: 2026, pupils: new Map([one, other].map((each) => [each.pupilId, each])) },
      defaultRecoverySettings,
      yearEnd,
    );
    expect([...all.values()].map(({ pupilId, claims }) => [pupilId, claims.length])).toEqual([
      [1, 1],
      [2, 0],
    ]);
  });
});
