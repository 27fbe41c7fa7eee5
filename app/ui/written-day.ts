const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
export const monthNames = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;

/** A day as staff read it: "Mon, Nov 23, 2026". Takes a PlainDate or YYYY-MM-DD; throws RangeError on anything else. */
export function writtenDay(day: Temporal.PlainDate | string): string {
  const date = Temporal.PlainDate.from(day);
  return `${weekdays[date.dayOfWeek - 1]}, ${monthNames[date.month - 1]} ${date.day}, ${date.year}`;
}

/** The day without its year, for a table of one school year: "Mon, Nov 23". */
export function shortDay(day: Temporal.PlainDate | string): string {
  const date = Temporal.PlainDate.from(day);
  return `${weekdays[date.dayOfWeek - 1]}, ${monthNames[date.month - 1]} ${date.day}`;
}
