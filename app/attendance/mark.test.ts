import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MarkRow, type MarkSource, markInForce } from "./mark.ts";

const start = Temporal.Instant.from("2026-09-03T15:00:00Z");

function says(source: MarkSource, code: string | null, minute: number): MarkRow {
  const at = start.add({ minutes: minute });
  return { source, code, minutesLate: null, note: null, at, by: null, reason: null };
}

function inForce(home: "aeries" | "here", ...rows: MarkRow[]) {
  const mark = markInForce(rows, home);
  return [mark.inForce?.source ?? null, mark.inForce?.code ?? null, mark.difference] as const;
}

describe("the mark in force, wherever registers are taken", () => {
  it.each(["aeries", "here"] as const)("with nothing said is none: present (%s)", (home) => {
    const mark = markInForce([], home);
    expect(mark).toMatchObject({ inForce: null, difference: false });
    expect(mark.explanation).toBe("No mark has been made, so the pupil counts as present.");
  });

  it.each(["aeries", "here"] as const)("is the only one that was made (%s)", (home) => {
    expect(inForce(home, says("aeries", "U", 1))).toEqual(["aeries", "U", false]);
    expect(inForce(home, says("teacher", "A", 1))).toEqual(["teacher", "A", false]);
    expect(inForce(home, says("office", "I", 1))).toEqual(["office", "I", false]);
  });

  it.each(["aeries", "here"] as const)("is the office's over a later teacher's (%s)", (home) => {
    expect(inForce(home, says("office", "I", 1), says("teacher", "A", 2))).toEqual(["office", "I", false]);
  });

  it("is the latest of each source, and each source's latest is kept", () => {
    const rows = [says("teacher", "A", 1), says("teacher", "T", 5), says("aeries", "U", 3)];
    const mark = markInForce(rows, "here");
    expect([mark.said.teacher?.code, mark.said.aeries?.code, mark.said.office]).toEqual(["T", "U", null]);
  });
});

describe("with registers taken here", () => {
  it("ours is in force and a later mark in Aeries is a difference", () => {
    expect(inForce("here", says("teacher", "A", 1), says("aeries", "U", 9))).toEqual(["teacher", "A", true]);
    expect(inForce("here", says("office", "I", 1), says("aeries", "U", 9))).toEqual(["office", "I", true]);
  });

  it("agreement is no difference", () => {
    expect(inForce("here", says("teacher", "A", 1), says("aeries", "A", 9))).toEqual(["teacher", "A", false]);
  });

  it("present said here is a difference from an absence in Aeries", () => {
    expect(inForce("here", says("teacher", null, 9), says("aeries", "A", 1))).toEqual([
      "teacher",
      null,
      true,
    ]);
  });

  it("says what the teacher had said when the office corrects", () => {
    const rows = [says("teacher", "A", 1), says("office", "I", 2), says("aeries", "A", 3)];
    expect(markInForce(rows, "here").explanation).toBe(
      "The office says I (the teacher said A), and registers are taken here. Aeries says A.",
    );
  });
});

describe("with registers taken in Aeries", () => {
  it("the newer of Aeries and a teacher is in force, Aeries on a tie", () => {
    expect(inForce("aeries", says("teacher", "A", 1), says("aeries", "U", 2))).toEqual([
      "aeries",
      "U",
      false,
    ]);
    expect(inForce("aeries", says("teacher", "A", 3), says("aeries", "U", 2))).toEqual([
      "teacher",
      "A",
      true,
    ]);
    expect(inForce("aeries", says("teacher", "A", 2), says("aeries", "U", 2))).toEqual([
      "aeries",
      "U",
      false,
    ]);
  });

  it("an office's correction stays while Aeries says what it said before", () => {
    const before = says("aeries", "U", 1);
    const correction = says("office", "I", 2);
    expect(inForce("aeries", before, correction)).toEqual(["office", "I", true]);
    expect(inForce("aeries", before, correction, says("aeries", "U", 9))).toEqual(["office", "I", true]);
  });

  it("… until Aeries agrees", () => {
    const rows = [says("aeries", "U", 1), says("office", "I", 2), says("aeries", "I", 9)];
    expect(inForce("aeries", ...rows)).toEqual(["aeries", "I", false]);
  });

  it("… or until Aeries changes to something else, even back again", () => {
    const rows = [says("aeries", "U", 1), says("office", "I", 2), says("aeries", "X", 9)];
    expect(inForce("aeries", ...rows)).toEqual(["aeries", "X", false]);
    expect(inForce("aeries", ...rows, says("aeries", "U", 10))).toEqual(["aeries", "U", false]);
    expect(markInForce(rows, "aeries").explanation).toContain("after the office here said I");
  });

  it("a first mark in Aeries after a correction is a change, and a first silence is not", () => {
    expect(inForce("aeries", says("office", "I", 2), says("aeries", "U", 9))).toEqual(["aeries", "U", false]);
    expect(inForce("aeries", says("office", "I", 2), says("aeries", null, 9))).toEqual(["office", "I", true]);
  });

  it("a correction made again after the change is in force again", () => {
    const rows = [says("office", "I", 2), says("aeries", "U", 9), says("office", "I", 12)];
    expect(inForce("aeries", ...rows)).toEqual(["office", "I", true]);
  });
});

const anyRow = fc
  .record({
    source: fc.constantFrom("aeries", "teacher", "office"),
    code: fc.constantFrom(null, "A", "U", "I"),
    minute: fc.integer({ min: 0, max: 6 }),
  })
  .map(({ source, code, minute }) => says(source as MarkSource, code, minute));

describe("whatever was said", () => {
  const anyHome = fc.constantFrom("aeries" as const, "here" as const);

  it("does not depend on the order of the rows, and never invents a mark", () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 8 }), anyHome, (rows, home) => {
        const mark = markInForce(rows, home);
        const other = markInForce(rows.toReversed(), home);
        expect([other.inForce?.source, other.inForce?.code, other.explanation]).toEqual([
          mark.inForce?.source,
          mark.inForce?.code,
          mark.explanation,
        ]);
        if (mark.inForce === null) expect(rows).toEqual([]);
        else expect(rows).toContain(mark.inForce);
      }),
    );
  });
});
