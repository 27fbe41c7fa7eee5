import type { SystemInfo } from "#app/aeries/payload/system-info.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";

/**
 * The school year to read. In July and August the district may not have opened the new year's database yet: until it
 * does, the year just ended is read. Null when Aeries has neither.
 */
export function yearToRead(
  today: Temporal.PlainDate,
  info: Pick<SystemInfo, "databaseYear" | "availableYears">,
): number | null {
  const has = new Set([info.databaseYear, ...info.availableYears]);
  const year = schoolYearOf(today);
  if (has.has(year)) return year;
  const isSummer = today.month === 7 || today.month === 8;
  return isSummer && has.has(year - 1) ? year - 1 : null;
}
