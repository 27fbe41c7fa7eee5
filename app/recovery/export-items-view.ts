import type { TakenBack } from "#app/attendance/export-steps.ts";
import { exportView, pageOf } from "#app/attendance/export-view.ts";
import type { ExportPaths } from "#app/paths.ts";
import { type ExportItem, type SentItem, slotKey } from "./export-item.ts";
import { contentWords } from "./export-item-words.ts";
import { knownMakeup, type MakeupList } from "./outgoing-makeups.ts";
import type { RecoveryExportRow } from "./read-recovery-exports.server.ts";

const pageSize = 100;

/** An export of recovery as its page draws it, with the pupils whom that page shows, by their numbers alone. */
export function recoveryExportView(facts: {
  schoolId: number;
  export: RecoveryExportRow;
  desk: { paths: ExportPaths; takenBack: TakenBack };
  items: readonly ExportItem[];
  /** By slot, what Aeries had been told before this export. */
  told: ReadonlyMap<string, SentItem>;
  list: MakeupList | null;
  noFile: string | null;
  written: (moment: Temporal.Instant) => string;
  /** From 1. */
  page: number;
}) {
  const { items, schoolId, desk } = facts;
  const { kind, id, undoes, undoneBy, state } = facts.export;
  const { shown, around } = pageOf(items, facts.page, pageSize, (page) => desk.paths.one(schoolId, id, page));
  const setCount = items.filter(({ action }) => action === "set").length;
  return {
    kind,
    undoes,
    undoneBy,
    setCount,
    clearCount: items.length - setCount,
    pupilIds: [...new Set(shown.map(({ pupilId }) => pupilId))],
    export: exportView({ ...facts, mayUndo: state === "done" && undoneBy === null, around }),
    rows: shown.map((item) => ({
      key: slotKey(item),
      pupilId: item.pupilId,
      date: item.date.toString(),
      number: kind === "ATT" ? item.dayNumber : item.sessionId,
      was: contentWords(kind, before(item, facts)),
      becomes: contentWords(kind, item),
      comment: item.comment,
    })),
  };
}

/** What Aeries had when the export was proposed: a list taken later tells of a later state. */
function before(
  item: ExportItem,
  facts: {
    export: RecoveryExportRow;
    told: ReadonlyMap<string, SentItem>;
    list: MakeupList | null;
  },
) {
  const told = facts.told.get(slotKey(item));
  if (facts.export.kind === "ATD") return told ?? null;
  const { list } = facts;
  const inTime = list && Temporal.Instant.compare(list.at, facts.export.proposedAt) <= 0 ? list : null;
  const known = knownMakeup(told, inTime, item.studentNumber, item.date);
  return known && { ...known, action: "set" as const, minutes: null };
}
