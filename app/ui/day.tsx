import { shortDay, writtenDay } from "./written-day.ts";

/** A day as staff read it, "Mon, Nov 23, 2026", and as machines do. `short` leaves the year out. */
export function Day({ day, short }: { day: Temporal.PlainDate | string; short?: boolean }) {
  return <time dateTime={day.toString()}>{short ? shortDay(day) : writtenDay(day)}</time>;
}
