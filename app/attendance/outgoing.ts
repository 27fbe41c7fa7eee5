import { byDate } from "#app/calendar/day.ts";
import { type MarkRow, markInForce } from "./mark.ts";

/** A mark with its running number, which says when it was made relative to every other. */
export type NumberedMark = MarkRow & { id: number };

/** What the newest export marked as done told Aeries about one pupil, day and period. Null code: no mark. */
export type Sent = { markId: number; code: string | null; at: Temporal.Instant };

/**
 * One pupil, day and period (empty: the whole day) with everything said about it. `aeriesReadAt` is when the newest
 * reading of that day began; null when it was never read.
 */
export type Slot = {
  pupilId: number;
  date: Temporal.PlainDate;
  period: string;
  marks: readonly NumberedMark[];
  aeriesReadAt: Temporal.Instant | null;
  sent: Sent | null;
};

/** What has to change in Aeries. A null code is present: `ourCode` null clears the mark there. */
export type OutgoingMark = {
  pupilId: number;
  date: Temporal.PlainDate;
  period: string;
  aeriesCode: string | null;
  ourCode: string | null;
  /** The mark that says so. */
  markId: number;
};

/**
 * What must change in Aeries for it to say what is in force here, at a school that takes registers here; by day, pupil
 * and period. Where nobody here has spoken there is nothing to say. A mark of a done export is not proposed again,
 * whatever Aeries says since: only a later mark of ours is. The order of slots and marks does not matter.
 */
export function outgoingMarks(slots: readonly Slot[]): OutgoingMark[] {
  return slots
    .flatMap((slot) => {
      const ours = ourMark(slot);
      if (ours === null || ours.id === slot.sent?.markId) return [];
      const aeriesCode = aeriesSays(slot);
      if (aeriesCode === ours.code) return [];
      const { pupilId, date, period } = slot;
      return [{ pupilId, date, period, aeriesCode, ourCode: ours.code, markId: ours.id }];
    })
    .toSorted(bySlot);
}

/** The mark made here that is in force, or null where nobody here has spoken. */
export function ourMark({ marks }: Pick<Slot, "marks">): NumberedMark | null {
  const { inForce } = markInForce(marks, "here");
  if (inForce === null || inForce.source === "aeries") return null;
  // Several rows may say the same in the same instant: the newest stands for them, in whatever order they came.
  const alike = marks.filter(
    (mark) => mark.source === inForce.source && mark.code === inForce.code && mark.at.equals(inForce.at),
  );
  return alike.reduce<NumberedMark | null>(
    (newest, mark) => (newest && newest.id > mark.id ? newest : mark),
    null,
  );
}

/** What Aeries says as far as we know: what was read last, or what was sent where it has not been read since. */
export function aeriesSays({ marks, aeriesReadAt, sent }: Slot): string | null {
  const read = markInForce(marks, "here").said.aeries;
  const readSince = (at: Temporal.Instant) =>
    [aeriesReadAt, read?.at].some((moment) => moment && Temporal.Instant.compare(moment, at) > 0);
  return sent !== null && !readSince(sent.at) ? sent.code : (read?.code ?? null);
}

/** By day, pupil and period. */
export function bySlot(
  one: Pick<Slot, "date" | "pupilId" | "period">,
  other: Pick<Slot, "date" | "pupilId" | "period">,
): number {
  return (
    byDate(one.date, other.date) ||
    one.pupilId - other.pupilId ||
    Number(one.period > other.period) - Number(one.period < other.period)
  );
}

/** What the import file needs to name a pupil, a day and a code as Aeries does. Days are YYYY-MM-DD. */
export type ImportKeys = {
  dayNumbers: ReadonlyMap<string, number>;
  studentNumbers: ReadonlyMap<number, number>;
  /** Of the school's absence code table, retired ones left out. */
  codes: ReadonlySet<string>;
};

export type HeldMark = OutgoingMark & { reason: string };

/** Parts what can go out from what cannot, with what to do about it. Held marks are proposed once it is mended. */
export function holdBack(
  marks: readonly OutgoingMark[],
  keys: ImportKeys,
): { ready: OutgoingMark[]; held: HeldMark[] } {
  const ready: OutgoingMark[] = [];
  const held: HeldMark[] = [];
  for (const mark of marks) {
    const reason = whyHeld(mark, keys);
    if (reason === null) ready.push(mark);
    else held.push({ ...mark, reason });
  }
  return { ready, held };
}

function whyHeld(mark: OutgoingMark, { dayNumbers, studentNumbers, codes }: ImportKeys): string | null {
  if (!dayNumbers.has(mark.date.toString()))
    return "The school calendar from Aeries has no row for this day. Add the day in Aeries and read the calendar again.";
  if (!studentNumbers.has(mark.pupilId))
    return "Aeries no longer lists this pupil at this school, so there is no student number to write.";
  if (mark.ourCode !== null && !codes.has(mark.ourCode))
    return `The code ${mark.ourCode} is no longer in Aeries' absence code table. Ask the office to correct the mark.`;
  return null;
}
