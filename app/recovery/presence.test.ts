import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { presenceOf, type Stay } from "./presence.ts";

const session = { startsAt: 930, endsAt: 990 };
const stay = (signedIn: number | null, signedOut: number | null): Stay => ({ signedIn, signedOut });

function presence(...stays: Stay[]) {
  const { minutes, problems } = presenceOf({ session, stays });
  return [minutes, ...problems.map((problem) => problem.name)];
}

describe("time in a session", () => {
  it("runs from sign-in to sign-out, cut to the session", () => {
    expect(presence(stay(940, 980))).toEqual([40]);
    expect(presence(stay(900, 1000))).toEqual([60]);
    expect(presence(stay(925, 960))).toEqual([30]);
  });

  it("adds up over comings and goings, a minute counted once", () => {
    expect(presence(stay(930, 940), stay(960, 990))).toEqual([40]);
    expect(presence(stay(960, 990), stay(930, 970))).toEqual([60]);
  });

  it("leaves breaks out, once, and only the time the pupil was there", () => {
    const breaks = [{ startsAt: 950, endsAt: 960 }];
    expect(presenceOf({ session, stays: [stay(930, 990)], breaks }).minutes).toBe(50);
    expect(presenceOf({ session, stays: [stay(955, 990)], breaks }).minutes).toBe(30);
    expect(presenceOf({ session, stays: [], breaks }).minutes).toBe(0);
  });

  it.each<[string, Stay, string, string]>([
    ["a forgotten sign-out", stay(935, null), "no_sign_out", "Signed in at 3:35 pm and never out."],
    ["a forgotten sign-in", stay(null, 990), "no_sign_in", "No time in was recorded."],
    [
      "out before in",
      stay(960, 940),
      "out_before_in",
      "Signed out at 3:40 pm, before signing in at 4:00 pm.",
    ],
    ["before the session", stay(900, 930), "outside_session", "outside the session of 3:30 pm to 4:30 pm"],
    ["after the session", stay(990, 1000), "outside_session", "outside the session"],
  ])("is none with %s, and says why", (_, wrong, name, words) => {
    const { minutes, problems } = presenceOf({ session, stays: [wrong] });
    expect([minutes, problems[0]?.name]).toEqual([0, name]);
    expect(problems[0]?.sentence).toContain(words);
  });

  it("keeps what is sound beside what is not", () => {
    expect(presence(stay(930, 950), stay(960, null))).toEqual([20, "no_sign_out"]);
  });

  it("is never more than the session, nor dependent on order", () => {
    const minute = fc.option(fc.integer({ min: 900, max: 1020 }), { nil: null });
    const anyStays = fc.array(fc.record({ signedIn: minute, signedOut: minute }), { maxLength: 5 });
    const anyBreak = fc.tuple(fc.integer({ min: 920, max: 1000 }), fc.integer({ min: 0, max: 40 }));
    fc.assert(
      fc.property(anyStays, anyBreak, (stays, [from, length]) => {
        const breaks = [{ startsAt: from, endsAt: from + length }];
        const { minutes } = presenceOf({ session, stays, breaks });
        expect(minutes).toBeGreaterThanOrEqual(0);
        expect(minutes).toBeLessThanOrEqual(60);
        expect(presenceOf({ session, stays: stays.toReversed(), breaks }).minutes).toBe(minutes);
      }),
    );
  });

  it("counts the minutes that passed where the clocks change, and the wall's on every other day", () => {
    const night = (date: string) => {
      const span = { startsAt: 60, endsAt: 240, date: Temporal.PlainDate.from(date) };
      return presenceOf({ session: span, stays: [stay(60, 240)] }).minutes;
    };
    expect(night("2027-03-14")).toBe(120);
    expect(night("2026-11-01")).toBe(240);
    expect(night("2026-11-08")).toBe(180);
    const morning = { startsAt: 480, endsAt: 720, date: Temporal.PlainDate.from("2026-11-01") };
    expect(presenceOf({ session: morning, stays: [stay(480, 720)] }).minutes).toBe(240);
  });
});
