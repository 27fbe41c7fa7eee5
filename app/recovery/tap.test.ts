import fc from "fast-check";
import { expect, test } from "vitest";
import { roomNow } from "./room-now.ts";
import { sessionLock } from "./session-lock.ts";
import { type StayTimes, tapped } from "./tap.ts";

const stay = (number: number, inAt: number | null, outAt: number | null): StayTimes => ({
  stay: number,
  inAt,
  outAt,
});

test("a tap in begins a stay, a tap out ends it, and coming back begins another", () => {
  expect(tapped([], "in", 480)).toEqual({ kind: "stay", stay: stay(1, 480, null) });
  expect(tapped([stay(1, 480, null)], "out", 540)).toEqual({ kind: "stay", stay: stay(1, 480, 540) });
  expect(tapped([stay(1, 480, 540)], "in", 560)).toEqual({ kind: "stay", stay: stay(2, 560, null) });
});

test("a stay that was taken back is used again", () => {
  expect(tapped([stay(1, null, null)], "in", 490)).toEqual({ kind: "stay", stay: stay(1, 490, null) });
});

test("what cannot be is told in a sentence", () => {
  expect(tapped([], "out", 540)).toMatchObject({
    kind: "no",
    sentence: expect.stringContaining("not signed in"),
  });
  expect(tapped([stay(1, 480, null)], "out", 470)).toMatchObject({
    kind: "no",
    sentence: expect.stringContaining("8:00 am"),
  });
  expect(tapped([stay(1, 480, 540)], "in", 530)).toMatchObject({
    kind: "no",
    sentence: expect.stringContaining("9:00 am"),
  });
});

test("any tap sent twice does what it does once", () => {
  const taps = fc.array(fc.tuple(fc.constantFrom("in" as const, "out" as const), fc.nat(5)), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(taps, (sequence) => {
      const run = (times: number) => {
        let stays: StayTimes[] = [];
        let minute = 480;
        for (const [way, later] of sequence) {
          minute += later;
          for (let again = 0; again < times; again++) {
            const done = tapped(stays, way, minute);
            if (done.kind === "stay")
              stays = [...stays.filter((known) => known.stay !== done.stay.stay), done.stay];
          }
        }
        return stays;
      };
      expect(run(2)).toEqual(run(1));
    }),
  );
});

const strict = { mixedRatio: "strict" } as const;
const many = (count: number, grade: 4 | "K") => Array.from({ length: count }, () => grade);

test("the room says how many may still enter, by grade where it matters, and why nobody may", () => {
  expect(roomNow(many(7, 4), [4, 5], 1, strict)).toEqual({
    here: 7,
    full: false,
    words: "13 more may enter.",
  });
  expect(roomNow(many(7, 4), ["K", 1, 2], 1, strict).words).toBe(
    "13 more of grade 1 and above may enter, or 3 of TK and K.",
  );
  expect(roomNow(many(20, 4), [4], 1, strict)).toEqual({
    here: 20,
    full: true,
    words:
      "Nobody more may enter. With one more: 21 pupils with 1 teacher: over the limit of 20 (20 pupils to a teacher in grades 1 to 12).",
  });
  expect(roomNow(many(20, 4), [4], 2, strict).words).toBe("20 more may enter.");
  expect(roomNow(many(10, "K"), ["K"], 1, strict).full).toBe(true);
});

test("attested times are locked, open while an administrator says so, and locked by the next attestation", () => {
  const at = (text: string) => Temporal.Instant.from(`2026-10-17T${text}:00Z`);
  const unlock = [{ at: at("21:00"), until: at("23:00") }];
  expect(sessionLock(null, unlock, at("22:00")).state).toBe("not attested");
  expect(sessionLock(at("20:00"), [], at("22:00")).state).toBe("locked");
  expect(sessionLock(at("20:00"), unlock, at("22:00")).state).toBe("open for corrections");
  expect(sessionLock(at("20:00"), unlock, at("23:00")).state).toBe("locked");
  expect(sessionLock(at("21:30"), unlock, at("22:00")).state).toBe("locked");
});
