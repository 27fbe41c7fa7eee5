import { byDate, formatDay } from "#app/calendar/day.ts";

/** Minutes of sessions (ATD), or make-ups on absences (ATT). */
export type RecoveryExportKind = "ATD" | "ATT";

/** One row of a file to Aeries: what is set or cleared for a pupil, on the day of the absence or of the session. */
export type ExportItem = {
  pupilId: number;
  date: Temporal.PlainDate;
  /** 0 for a make-up. */
  sessionId: number;
  action: "set" | "clear";
  studentNumber: number;
  /** ATT.DY; null for minutes. */
  dayNumber: number | null;
  /** ATT.ADA, ATT.ADT, ATT.ACO; null for minutes and where a make-up is cleared. */
  code: string | null;
  madeUpOn: Temporal.PlainDate | null;
  comment: string | null;
  /** Null for a make-up, and where minutes are cleared. */
  minutes: number | null;
};

/** What the newest export marked as done said about a slot. */
export type SentItem = ExportItem & { exportId: number; doneAt: Temporal.Instant };

/** An item that cannot go out as things stand, and what to do about it. */
export type HeldItem = { pupilId: number; date: Temporal.PlainDate; sessionId: number; reason: string };

export type RecoveryDifference = { ready: ExportItem[]; held: HeldItem[] };

/** A pupil, a day and a session (0 for a make-up): what one row of Aeries is about. */
export const slotKey = (slot: Pick<ExportItem, "pupilId" | "date" | "sessionId">): string =>
  `${slot.pupilId} ${formatDay(slot.date)} ${slot.sessionId}`;

type Slot = Pick<ExportItem, "pupilId" | "date" | "sessionId">;
export const bySlot = (one: Slot, other: Slot): number =>
  byDate(one.date, other.date) || one.pupilId - other.pupilId || one.sessionId - other.sessionId;

/** The item that takes out of Aeries what another has put there. */
export const clearing = (item: ExportItem): ExportItem => ({
  ...item,
  action: "clear",
  code: null,
  madeUpOn: null,
  comment: null,
  minutes: null,
});

/**
 * The items that put Aeries back to where it was before a done export. Slots that a later done export has changed
 * since are left as that one made them, and are counted.
 * @param newest by slot, what Aeries was told last; @param before by slot, what it had been told before this export
 */
export function reverseItems(
  exportId: number,
  items: readonly ExportItem[],
  newest: ReadonlyMap<string, Pick<SentItem, "exportId">>,
  before: ReadonlyMap<string, ExportItem>,
): { items: ExportItem[]; leftOut: number } {
  const own = items.filter((item) => newest.get(slotKey(item))?.exportId === exportId);
  const reversed = own.map((item) => {
    const was = before.get(slotKey(item));
    if (was?.action !== "set") return clearing(item);
    // Named as Aeries names pupil and day now, with what it was told then.
    return { ...was, studentNumber: item.studentNumber, dayNumber: item.dayNumber };
  });
  return { items: reversed.map(withoutSender).toSorted(bySlot), leftOut: items.length - own.length };
}

/** An item alone, without which export sent it and when. */
export const withoutSender = (item: ExportItem): ExportItem => ({
  pupilId: item.pupilId,
  date: item.date,
  sessionId: item.sessionId,
  action: item.action,
  studentNumber: item.studentNumber,
  dayNumber: item.dayNumber,
  code: item.code,
  madeUpOn: item.madeUpOn,
  comment: item.comment,
  minutes: item.minutes,
});
