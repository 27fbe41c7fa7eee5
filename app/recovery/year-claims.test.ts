import { describe, expect, it } from "vitest";
import { day, missed, pupil, session, span } from "../../tests/recovery/pupil-year.ts";
import { sessionTime } from "../../tests/recovery/session-time.ts";
import { defaultRecoverySettings } from "./settings.ts";
import { type PupilYear, pupilClaims, yearClaims } from "./year-claims.ts";

const yearEnd = day("2027-06-30");
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

  it("count no minute twice: two sessions at once, at two schools, are the time that passed", () => {
    const { claims, credit, leftOut } = claimsOf({
      sessions: [session(1, "2026-10-03", 150), session(2, "2026-10-03", 120, 20)],
      absences: [missed("2026-09-10")],
    });
    expect([claims, credit?.steps[0]?.minutes, credit?.creditedMinutes]).toEqual([[], 150, 120]);
    expect(leftOut.map(({ sessionId, minutes }) => [sessionId, minutes])).toEqual([[2, 120]]);
  });

  it("leave out time that might not be claimed on its date, and say by which rule", () => {
    const { claims, leftOut } = claimsOf({
      sessions: [
        sessionTime(1, "2026-10-03", 240, { studyDays: 16 }),
        sessionTime(2, "2026-10-10", 240, { optedIn: null }),
        session(3, "2026-10-17", 240),
      ],
      absences: [missed("2026-09-10"), missed("2026-09-17")],
    });
    expect(claims.map(({ sessionIds }) => sessionIds)).toEqual([[3]]);
    expect(leftOut.map(({ sessionId, rule }) => [sessionId, rule])).toEqual([
      [1, "AR-PUP-2"],
      [2, "AR-PUP-3"],
    ]);
  });

  it("are counted by the settings of each date, so that a change in January leaves September as it was", () => {
    const year = {
      sessions: ["2026-09-05", "2026-09-12", "2026-09-19", "2027-01-09", "2027-01-16", "2027-01-23"].map(
        (date, at) => session(at + 1, date, 80),
      ),
      absences: [missed("2026-09-10"), missed("2026-09-17")],
    };
    const fromJanuary = (date: Temporal.PlainDate) => ({
      ...defaultRecoverySettings,
      rounding: date.year === 2027 ? ("MINUTES" as const) : ("HOUR_PER_SESSION" as const),
    });
    const { credit } = pupilClaims(pupil(year), fromJanuary, yearEnd);
    expect(credit?.steps.map(({ creditedMinutes }) => creditedMinutes)).toEqual([60, 60, 60, 80, 80, 80]);
    const before = pupilClaims(pupil(year), fromJanuary, day("2026-12-29"));
    expect(before).toEqual(claimsOf(year, day("2026-12-29")));
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
