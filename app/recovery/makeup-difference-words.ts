import { displayDay } from "#app/calendar/day.ts";
import type { SentItem } from "./export-item.ts";
import type { ListedMakeup, MakeupList } from "./outgoing-makeups.ts";

/** Why our ledger and Aeries differ about one absence. */
export type DifferenceKind =
  | "absence changed"
  | "not exported"
  | "on its way"
  | "not in Aeries"
  | "other day"
  | "other code"
  | "to be cleared"
  | "unknown here"
  | "not read since";

export type Why = { kind: DifferenceKind; reason: string };

export const unknownHere = (listed: ListedMakeup, and: string): Why => ({
  kind: "unknown here",
  reason: [
    `Aeries has ${makeupWords(listed)}, which was neither claimed nor sent from here.`,
    listed.comment ? `Its comment: “${listed.comment}”.` : "",
    and || "Ask who set it.",
  ]
    .filter(Boolean)
    .join(" "),
});

export const notReadSince = (
  sent: SentItem,
  {
    list,
    written,
  }: {
    list: MakeupList | null;
    written: (moment: Temporal.Instant) => string;
  },
): Why => ({
  kind: "not read since",
  reason: `Export ${sent.exportId} was marked as imported on ${written(sent.doneAt)}. ${
    list
      ? `The newest list from Aeries is older, of ${written(list.at)}.`
      : "No list from Aeries was uploaded yet."
  } Upload one to see whether it arrived.`,
});

export const toldWords = (sent: SentItem) =>
  `Aeries was told by export ${sent.exportId} that it is made up${sent.madeUpOn ? ` by ${displayDay(sent.madeUpOn)}` : ""}.`;

export const makeupWords = ({ code, madeUpOn }: ListedMakeup) =>
  `make-up ${code}${madeUpOn ? ` of ${displayDay(madeUpOn)}` : ""}`;
