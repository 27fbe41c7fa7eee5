import type { MarkRow } from "./mark.ts";

/** Who made a mark, as people read it. */
export const madeBy = ({ by, source }: Pick<MarkRow, "by" | "source">): string =>
  by ?? (source === "aeries" ? "Aeries" : "Someone");

/** A mark as people read it beside another: "Tardy, 12 minutes late, note: bus". `title` is the school's own word. */
export function markInWords(
  title: string,
  { minutesLate, note }: { minutesLate: number | null; note: string | null },
): string {
  const minutes =
    minutesLate === null ? "" : `, ${minutesLate} ${minutesLate === 1 ? "minute" : "minutes"} late`;
  return `${title}${minutes}${note ? `, note: ${note}` : ""}`;
}
