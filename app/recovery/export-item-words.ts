import { displayDay } from "#app/calendar/day.ts";
import type { ExportItem, RecoveryExportKind } from "./export-item.ts";
import { wholeHours } from "./outgoing-minutes.ts";

export const kindWords: Record<RecoveryExportKind, { title: string; what: string }> = {
  ATT: {
    title: "Days made up",
    what: "A make-up on the absence of each day claimed here (ATT). The absence and its code stay as they are.",
  },
  ATD: {
    title: "Minutes of sessions",
    what: "The minutes of each pupil in each session that its teacher has attested (ATD).",
  },
};

/** How the file of a kind goes into Aeries. Which columns its form takes is not confirmed, and the page says so. */
export const howToImport: Record<RecoveryExportKind, string> = {
  ATT: "In Aeries, at this school, open School Info, Imports and Exports, Import Data to Aeries. Choose ATT and this file, map SC, SN and DY as the key and ADA, ADT and ACO, and update rows that exist. Blanks clear a make-up. The first time, try it on a copy of the database: Aeries does not publish which columns its form takes.",
  ATD: "In Aeries open School Info, Imports and Exports, Import Data to Aeries. Choose ATD and this file and map its columns. The sessions must exist in Aeries under the numbers in SE, with a recovery type; zero minutes take a row back. The first time, try it on a copy of the database: Aeries does not publish which columns its form takes.",
};

type Content = Pick<ExportItem, "action" | "code" | "madeUpOn" | "minutes">;

/** What a row says, in words; null is a slot about which Aeries has been told nothing. */
export function contentWords(kind: RecoveryExportKind, item: Content | null): string {
  if (item === null || item.action === "clear") return kind === "ATT" ? "No make-up" : "No minutes";
  if (kind === "ATD") {
    const hours = wholeHours(item.minutes ?? 0);
    return `${item.minutes} minutes, ${hours} ${hours === 1 ? "hour" : "hours"} credited`;
  }
  return `${item.code}${item.madeUpOn ? `, made up ${displayDay(item.madeUpOn)}` : ""}`;
}
