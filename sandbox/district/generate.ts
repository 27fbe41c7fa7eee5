import { asOf } from "./as-of.ts";
import { schoolYearOf } from "./calendar.ts";
import type { District } from "./model.ts";
import { planYear } from "./plan.ts";

/**
 * A pretend district of five daily-attendance schools and a period high school, about 4,000 pupils, as its
 * records stood on `today`. Pure: the same seed and day give the same district. In summer, until instruction
 * starts, it is the year just ended, whole.
 */
export function generateDistrict(options: { seed: number; today: Temporal.PlainDate }): District {
  return asOf(planYear(options.seed, schoolYearOf(options.today)), options.today);
}
