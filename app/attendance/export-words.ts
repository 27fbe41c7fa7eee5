import type { ExportState, ExportStep } from "./export-steps.ts";

export type TagKind = "info" | "good" | "warn" | "bad" | "off";

/** An export's state as people read it, with how much it asks of them. */
export const stateWords: Record<ExportState, { text: string; kind: TagKind }> = {
  proposed: { text: "Waiting for approval", kind: "warn" },
  approved: { text: "Approved", kind: "info" },
  downloaded: { text: "Downloaded, not imported yet", kind: "warn" },
  done: { text: "Imported", kind: "good" },
  withdrawn: { text: "Withdrawn", kind: "off" },
};

export const stepWords: Record<ExportStep, string> = {
  approved: "Approved",
  downloaded: "File downloaded",
  done: "Marked as imported",
  withdrawn: "Withdrawn",
};

/** What the school calls a code; null is present, which clears the mark in Aeries. */
export const namedBy = (titles: ReadonlyMap<string, string>) => (code: string | null) =>
  code === null ? "Present" : (titles.get(code) ?? code);

export const periodWords = (period: string) => (period === "" ? "All day" : period);

export const marksCounted = (count: number) =>
  count === 1 ? "1 mark" : `${count.toLocaleString("en-US")} marks`;
