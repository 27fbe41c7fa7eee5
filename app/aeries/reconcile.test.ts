import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AttendanceRow } from "./payload/attendance.ts";
import { type KnownMark, type MarkDifference, reconcileMarks } from "./reconcile.ts";

const window = { from: Temporal.PlainDate.from("2026-09-01"), to: Temporal.PlainDate.from("2026-09-04") };
const at = { pupilId: 1, date: "2026-09-02", period: "1", sectionNumber: 7 };
const reconcile = (known: KnownMark[], incoming: AttendanceRow[], unreadable?: Set<number> | "anyone") =>
  reconcileMarks({
    window,
    schoolId: 10,
    known,
    incoming,
    pupils: new Set([1, 2, 3]),
    codes: new Set(["A", "U", "T"]),
    unreadable,
  });

describe("marks", () => {
  test("appear, change, vanish, stay", () => {
    const known = [
      { ...at, code: "A" },
      { ...at, period: "2", code: "A" },
      { ...at, period: "3", code: "A" },
      { ...at, period: "5", code: null },
    ];
    const incoming = [
      { ...at, code: "A" },
      { ...at, period: "2", code: "U" },
      { ...at, period: "4", code: "T" },
      { ...at, period: "5", code: "T" },
    ];
    expect(reconcile(known, incoming)).toEqual({
      appeared: [
        { ...at, period: "4", code: "T", previousCode: null },
        { ...at, period: "5", code: "T", previousCode: null },
      ],
      changed: [{ ...at, period: "2", code: "U", previousCode: "A" }],
      vanished: [{ ...at, period: "3", code: null, previousCode: "A" }],
      unchangedCount: 1,
      quarantined: [],
    });
  });

  test("a mark that moved to another section has changed", () => {
    expect(reconcile([{ ...at, code: "A" }], [{ ...at, sectionNumber: 8, code: "A" }]).changed).toHaveLength(
      1,
    );
  });

  test.each([
    [{ date: "2026-08-31" }, "The day is outside the days that were asked for."],
    [{ date: "2026-09-05" }, "The day is outside the days that were asked for."],
    [{ pupilId: 9 }, "No such pupil at this school."],
    [{ code: "Z" }, "The code is not in the school's absence code table."],
  ])("%j is quarantined: %s", (change, reason) => {
    const result = reconcile([], [{ ...at, code: "A", ...change }]);
    expect(result.appeared).toEqual([]);
    expect(result.quarantined).toMatchObject([{ reason, raw: { ...at, code: "A", ...change } }]);
  });

  test("a row with an unknown code takes the mark it speaks of away from nobody", () => {
    const result = reconcile([{ ...at, code: "A" }], [{ ...at, code: "Z" }]);
    expect(result).toMatchObject({ vanished: [], changed: [], unchangedCount: 1 });
  });

  test("nothing vanishes of a pupil whose rows could not all be read", () => {
    const known = [
      { ...at, code: "A" },
      { ...at, pupilId: 2, code: "A" },
    ];
    expect(reconcile(known, [], new Set([2])).vanished.map((mark) => mark.pupilId)).toEqual([1]);
    expect(reconcile(known, [], "anyone").vanished).toEqual([]);
  });

  test("known marks outside the window are left alone, and a vanished one does not vanish twice", () => {
    const known = [
      { ...at, date: "2026-08-31", code: "A" },
      { ...at, date: "2026-09-05", code: "A" },
      { ...at, code: null },
    ];
    expect(reconcile(known, [])).toMatchObject({
      appeared: [],
      changed: [],
      vanished: [],
      unchangedCount: 0,
    });
  });

  test("of two codes for one period one counts and one is quarantined; of two alike, one", () => {
    const result = reconcile(
      [],
      [
        { ...at, code: "U" },
        { ...at, code: "A" },
        { ...at, code: "U", sectionNumber: 3 },
      ],
    );
    expect(result.appeared).toEqual([{ ...at, code: "A", previousCode: null }]);
    expect(result.quarantined.map((row) => row.reason)).toContain(
      "Aeries sent two codes for the same period.",
    );
    expect(
      reconcile(
        [],
        [
          { ...at, code: "U" },
          { ...at, code: "U" },
        ],
      ),
    ).toMatchObject({ quarantined: [], appeared: [{}] });
  });
});

const place = {
  pupilId: fc.integer({ min: 1, max: 4 }),
  date: fc.constantFrom("2026-08-31", "2026-09-01", "2026-09-02", "2026-09-04", "2026-09-05"),
  period: fc.constantFrom("", "1", "2"),
  sectionNumber: fc.constantFrom(null, 7, 8),
};
const rows = fc.array(fc.record({ ...place, code: fc.constantFrom("A", "U", "T", "Z") }), { maxLength: 30 });
const key = (mark: { pupilId: number; date: string; period: string }) =>
  `${mark.pupilId}|${mark.date}|${mark.period}`;
const latest = fc.uniqueArray(fc.record({ ...place, code: fc.constantFrom("A", "U", "T", null) }), {
  maxLength: 30,
  selector: key,
});

function apply(known: KnownMark[], difference: MarkDifference): KnownMark[] {
  const marks = new Map(known.map((mark) => [key(mark), mark]));
  for (const { previousCode: _, ...mark } of [
    ...difference.appeared,
    ...difference.changed,
    ...difference.vanished,
  ])
    marks.set(key(mark), mark);
  return [...marks.values()];
}

describe("whatever Aeries says", () => {
  test("once applied there is nothing more to do", () => {
    fc.assert(
      fc.property(latest, rows, (known, incoming) => {
        const again = reconcile(apply(known, reconcile(known, incoming)), incoming);
        expect(again).toMatchObject({ appeared: [], changed: [], vanished: [] });
      }),
    );
  });

  test("the order of the rows never matters", () => {
    const shuffled = fc
      .tuple(latest, rows)
      .chain(([known, incoming]) =>
        fc.tuple(
          fc.constant([known, incoming] as const),
          fc.shuffledSubarray(known, { minLength: known.length }),
          fc.shuffledSubarray(incoming, { minLength: incoming.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([[known, incoming], knownToo, incomingToo]) => {
        expect(reconcile(knownToo, incomingToo)).toEqual(reconcile(known, incoming));
      }),
    );
  });

  test("every row in the window that is understood is in force afterwards", () => {
    fc.assert(
      fc.property(latest, rows, (known, incoming) => {
        const after = new Map(apply(known, reconcile(known, incoming)).map((mark) => [key(mark), mark.code]));
        for (const row of incoming) {
          const good =
            row.date >= "2026-09-01" && row.date <= "2026-09-04" && row.pupilId <= 3 && row.code !== "Z";
          if (!good) continue;
          const rivals = incoming.filter((other) => key(other) === key(row)).map((other) => other.code);
          expect(rivals).toContain(after.get(key(row)));
        }
      }),
    );
  });
});
