import { chance } from "./chance.ts";
import type { Program } from "./model.ts";
import type { Placement } from "./placements.ts";

const disabilities = ["210", "240", "270", "280", "290", "320"];

/** Special education (144), 504 plan (101), foster youth (190) and gifted (127): one row per pupil and program. */
export function programsOf(seed: number, schoolYear: number, placements: Placement[]): Program[] {
  const programs: Program[] = [];
  const seen = new Set<number>();
  for (const { child, grade } of placements) {
    if (seen.has(child.studentId)) continue;
    seen.add(child.studentId);
    const draw = chance(seed, 909, child.studentId);
    const start = Temporal.PlainDate.from({
      year: schoolYear - draw.between(0, Math.max(1, Math.min(6, grade + 1))),
      month: 9,
      day: draw.between(1, 28),
    });
    const add = (code: string, description: string, details: Program["details"] = []) =>
      programs.push({ studentId: child.studentId, code, description, start, end: null, details });
    if (draw.happens(0.125)) {
      add("144", "Special Education", [{ name: "DisabilityCode", value: draw.pick(disabilities) }]);
    } else if (draw.happens(0.03)) {
      add("101", "504 Accommodation Plan");
    }
    if (draw.happens(0.007)) {
      add("190", "Foster Youth", [{ name: "FosterID", value: String(7_000_000_000 + child.studentId) }]);
    }
    if (grade >= 3 && draw.happens(0.06)) add("127", "Gifted and Talented Education");
  }
  return programs;
}
