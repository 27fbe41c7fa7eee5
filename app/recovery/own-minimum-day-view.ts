import { formatDay } from "#app/calendar/day.ts";
import { writtenMoment } from "#app/ui/written-moment.ts";
import type { MinimumDayEntry } from "./own-minimum-days.server.ts";

export type MinimumDayRow = { id: number; from: string; is: string; reason: string; by: string; at: string };

/** The entries as the pages list them. */
export const minimumDayRows = (entries: readonly MinimumDayEntry[], timeZone: string): MinimumDayRow[] =>
  entries.map(({ id, from, minutes, reason, by, at }) => ({
    id,
    from: formatDay(from),
    is: minutes === null ? "None of their own" : `${minutes} minutes`,
    reason,
    by,
    at: writtenMoment(at, timeZone),
  }));
