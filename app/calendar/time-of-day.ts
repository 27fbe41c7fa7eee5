import { displayTime } from "./bell.ts";

/** A moment as people at the school read it: "9:12 am". */
export function timeOfDay(moment: Temporal.Instant, timeZone: string): string {
  const local = moment.toZonedDateTimeISO(timeZone);
  return displayTime(local.hour * 60 + local.minute);
}

/** The day of a moment at the school. */
export const dayOf = (moment: Temporal.Instant, timeZone: string): Temporal.PlainDate =>
  moment.toZonedDateTimeISO(timeZone).toPlainDate();
