import {
  bySlot,
  clearing,
  type ExportItem,
  type HeldItem,
  type RecoveryDifference,
  type SentItem,
  slotKey,
} from "./export-item.ts";

/** Whole minutes of one pupil in one attested session. */
export type AttestedMinutes = {
  pupilId: number;
  date: Temporal.PlainDate;
  sessionId: number;
  minutes: number;
};

/** The hours that Aeries credits for a session: whole ones (EC 46211, increments of one hour). */
export const wholeHours = (minutes: number): number => Math.floor(minutes / 60);

/**
 * What must change in Aeries for it to hold the minutes attested here: set for new or corrected minutes, clear where
 * a pupil's time or the whole session no longer counts. The order does not matter.
 */
export function outgoingMinutes(
  attested: readonly AttestedMinutes[],
  sent: ReadonlyMap<string, SentItem>,
  studentNumbers: ReadonlyMap<number, number>,
): RecoveryDifference {
  const ready: ExportItem[] = [];
  const held: HeldItem[] = [];
  const counts = attested.filter(({ minutes }) => minutes > 0);
  const counting = new Set(counts.map(slotKey));
  for (const time of counts) {
    const was = sent.get(slotKey(time));
    if (was?.action === "set" && was.minutes === time.minutes) continue;
    const { pupilId, date, sessionId, minutes } = time;
    const studentNumber = studentNumbers.get(pupilId);
    if (studentNumber === undefined)
      held.push({
        ...{ pupilId, date, sessionId },
        reason: "Aeries no longer lists this pupil at this school, so there is no student number to write.",
      });
    else
      ready.push({
        ...{ pupilId, date, sessionId, studentNumber, minutes, action: "set" },
        ...{ dayNumber: null, code: null, madeUpOn: null, comment: null },
      });
  }
  for (const item of sent.values()) {
    if (item.action === "clear" || counting.has(slotKey(item))) continue;
    const { exportId: _, doneAt: __, ...was } = item;
    ready.push(clearing(was));
  }
  return { ready: ready.toSorted(bySlot), held: held.toSorted(bySlot) };
}
