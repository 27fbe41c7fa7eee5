import { csv } from "#app/ui/csv.ts";

/** The views of one pupil as CSV (RFC 4180): day and time of the district, who, which page. No name of the pupil. */
export function viewsFile(
  views: readonly { at: Temporal.Instant; who: string; page: string }[],
  timeZone: string,
): string {
  const lines = views.map(({ at, who, page }) => {
    const local = at.toZonedDateTimeISO(timeZone);
    const time = local.toPlainTime().toString({ smallestUnit: "second" });
    return [local.toPlainDate().toString(), time, who, page];
  });
  return csv([["Date", "Time", "Seen by", "Page"], ...lines]);
}
