import { parseDay } from "#app/calendar/day.ts";

/** Reads the address of a register; null where it can be none. */
export function addressOf(params: { schoolId?: string; date?: string; section?: string; period?: string }) {
  const date = parseDay(params.date ?? "");
  if (!date.ok || !/^\d{1,9}$/.test(params.section ?? "") || !/^\d{1,9}$/.test(params.schoolId ?? ""))
    return null;
  return {
    schoolId: Number(params.schoolId),
    date: date.value,
    sectionNumber: Number(params.section),
    period: params.period ?? null,
  };
}
