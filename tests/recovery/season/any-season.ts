import fc from "fast-check";
import type { SessionBreak } from "#app/recovery/session.ts";
import { madeSeason } from "./made-season.ts";

/** Small seasons of every kind. */
export const anySeason = fc
  .record({
    seed: fc.integer({ min: 1, max: 10_000 }),
    pupils: fc.integer({ min: 0, max: 30 }),
    dates: fc.integer({ min: 1, max: 5 }),
    rooms: fc.integer({ min: 1, max: 3 }),
    teachers: fc.integer({ min: 1, max: 4 }),
    lengths: fc.constantFrom([240], [120], [60], [50], [120, 180, 240], [90, 130]),
    minimumFill: fc.integer({ min: 1, max: 4 }),
    breaks: fc.constantFrom<SessionBreak[]>([], [{ startsAt: 490, endsAt: 520, what: "breakfast" }]),
    siblings: fc.constantFrom("always" as const, "when free" as const),
  })
  .map(({ minimumFill, siblings, ...shape }) => {
    const input = madeSeason(shape.seed, {
      ...shape,
      lengths: [...shape.lengths],
      seats: [2, 25],
      grades: [-1, 8],
      mostDays: 4,
    });
    return { ...input, rules: { ...input.rules, minimumFill, siblings } };
  });
