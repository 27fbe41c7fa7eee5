import fc from "fast-check";
import { expect, test } from "vitest";
import { packetTotals } from "./totals.ts";

const day = fc.record({
  schoolId: fc.constantFrom(10, 20, 30),
  pupilId: fc.integer({ min: 1, max: 30 }),
  grade: fc.integer({ min: -1, max: 12 }),
});

test("every day is counted once in its school and once in its grades, in whatever order they come", () => {
  fc.assert(
    fc.property(fc.array(day), (days) => {
      const rows = packetTotals(days);
      const sum = (chosen: typeof rows) => chosen.reduce((total, row) => total + row.days, 0);
      const all = rows.find(({ schoolId, span }) => schoolId === null && span === null);
      expect(all?.days).toBe(days.length);
      expect(all?.pupils).toBe(new Set(days.map(({ pupilId }) => pupilId)).size);
      expect(sum(rows.filter(({ schoolId, span }) => schoolId === null && span !== null))).toBe(days.length);
      const ofSchools = rows.filter(({ schoolId }) => schoolId !== null);
      if (ofSchools.length > 0) {
        expect(sum(ofSchools.filter(({ span }) => span === null))).toBe(days.length);
        expect(sum(ofSchools.filter(({ span }) => span !== null))).toBe(days.length);
      }
      expect(packetTotals(days.toReversed())).toEqual(rows);
    }),
  );
});
