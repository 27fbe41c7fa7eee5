import { type JobName, schedules } from "./names.ts";

/** Whether a number is in one field of a cron line: `*`, `5`, `1-5`, every fifteenth, or several with commas. */
function fits(field: string, value: number): boolean {
  return field.split(",").some((part) => {
    const [range = "*", step = "1"] = part.split("/");
    const [from = 0, to = from] =
      range === "*" ? [0, Number.POSITIVE_INFINITY] : range.split("-").map(Number);
    return value >= from && value <= to && (value - from) % Number(step) === 0;
  });
}

/** When a job next starts by itself, to the minute, in the district's time zone; null when not within a week. */
export function nextStart(job: JobName, now: Temporal.Instant, timeZone: string): Temporal.Instant | null {
  const lines = schedules.filter((one) => one.name === job).map((one) => one.cron.split(" "));
  let at = now.toZonedDateTimeISO(timeZone).round({ smallestUnit: "minute", roundingMode: "floor" });
  for (let minute = 0; minute < 7 * 24 * 60; minute++) {
    at = at.add({ minutes: 1 });
    const { minute: m, hour, day, month, dayOfWeek } = at;
    const fields = [m, hour, day, month, dayOfWeek % 7];
    if (lines.some((line) => line.every((field, index) => fits(field, fields[index] ?? 0))))
      return at.toInstant();
  }
  return null;
}
