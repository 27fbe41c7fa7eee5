import { displayDay, formatDay } from "#app/calendar/day.ts";
import { makeupComment } from "./aeries-comment.ts";
import {
  bySlot,
  clearing,
  type ExportItem,
  type HeldItem,
  type RecoveryDifference,
  type SentItem,
  slotKey,
} from "./export-item.ts";

/** A day claimed: the absence at this school, the date that earned it, and its sessions' subjects, that date's first. */
export type ClaimedDay = {
  pupilId: number;
  absenceDate: Temporal.PlainDate;
  earnedDate: Temporal.PlainDate;
  subjects: readonly string[];
};

/** A make-up as a list from Aeries has it. */
export type ListedMakeup = { code: string; madeUpOn: Temporal.PlainDate | null; comment: string | null };
export type MakeupRow = ListedMakeup & { studentNumber: number; date: Temporal.PlainDate };
/** The newest such list. Make-ups by `makeupKey`. */
export type MakeupList = { at: Temporal.Instant; makeups: ReadonlyMap<string, MakeupRow> };
export const makeupKey = (studentNumber: number, date: Temporal.PlainDate): string =>
  `${studentNumber} ${formatDay(date)}`;

/** How Aeries names days and pupils of the school, and the code that it knows recovery by. Days are YYYY-MM-DD. */
export type MakeupKeys = {
  dayNumbers: ReadonlyMap<string, number>;
  studentNumbers: ReadonlyMap<number, number>;
  code: string;
};

/** What Aeries has on an absence as far as we know. `ours`: it is what was sent from here. */
export type KnownMakeup = ListedMakeup & { ours: boolean };

/** What was read last, or what was sent where Aeries has not been read since. */
export function knownMakeup(
  sent: SentItem | undefined,
  list: MakeupList | null,
  studentNumber: number,
  date: Temporal.PlainDate,
): KnownMakeup | null {
  const sentSet = sent?.action === "set" && sent.code !== null ? { ...sent, code: sent.code } : null;
  if (list === null || (sent && Temporal.Instant.compare(list.at, sent.doneAt) <= 0))
    return sentSet && { ...pick(sentSet), ours: true };
  const listed = list.makeups.get(makeupKey(studentNumber, date));
  if (listed === undefined) return null;
  return {
    ...pick(listed),
    ours: sentSet !== null && sentSet.code === listed.code && sameDay(sentSet, listed),
  };
}

const pick = ({ code, madeUpOn, comment }: ListedMakeup): ListedMakeup => ({ code, madeUpOn, comment });

/** A list may leave the date out, which Aeries holds for information alone. */
export const sameDay = (
  one: Pick<ListedMakeup, "madeUpOn">,
  other: Pick<ListedMakeup, "madeUpOn">,
): boolean => one.madeUpOn === null || other.madeUpOn === null || one.madeUpOn.equals(other.madeUpOn);

/**
 * What must change in Aeries for each day claimed here to be a make-up there, and no other of ours: set for what is
 * new or has another date, clear for what was withdrawn. A make-up that someone else set there is never written over.
 * The order of claims does not matter.
 */
export function outgoingMakeups(
  claims: readonly ClaimedDay[],
  sent: ReadonlyMap<string, SentItem>,
  list: MakeupList | null,
  keys: MakeupKeys,
): RecoveryDifference {
  const ready: ExportItem[] = [];
  const held: HeldItem[] = [];
  const claimed = new Set<string>();
  const decide = (item: ExportItem | HeldItem | null) => {
    if (item !== null) "reason" in item ? held.push(item) : ready.push(item);
  };
  for (const claim of claims) {
    const slot = { pupilId: claim.pupilId, date: claim.absenceDate, sessionId: 0 };
    claimed.add(slotKey(slot));
    decide(forClaim(claim, slot, sent.get(slotKey(slot)), list, keys));
  }
  for (const item of sent.values()) {
    if (claimed.has(slotKey(item)) || item.action === "clear") continue;
    decide(forWithdrawn(item, list, keys));
  }
  return { ready: ready.toSorted(bySlot), held: held.toSorted(bySlot) };
}

type Slot = { pupilId: number; date: Temporal.PlainDate; sessionId: number };

function forClaim(
  claim: ClaimedDay,
  slot: Slot,
  sent: SentItem | undefined,
  list: MakeupList | null,
  keys: MakeupKeys,
): ExportItem | HeldItem | null {
  const named = numbersOf(slot, keys);
  if ("reason" in named) return named;
  const known = knownMakeup(sent, list, named.studentNumber, slot.date);
  if (known?.code === keys.code && sameDay(known, { madeUpOn: claim.earnedDate })) return null;
  if (known && !known.ours) return { ...slot, reason: inTheWay(known) };
  return {
    ...slot,
    ...named,
    action: "set",
    code: keys.code,
    madeUpOn: claim.earnedDate,
    comment: makeupComment(claim.earnedDate, claim.subjects),
    minutes: null,
  };
}

function forWithdrawn(
  item: SentItem,
  list: MakeupList | null,
  keys: MakeupKeys,
): ExportItem | HeldItem | null {
  const slot = { pupilId: item.pupilId, date: item.date, sessionId: 0 };
  const known = knownMakeup(item, list, item.studentNumber, item.date);
  if (known === null) return null;
  if (!known.ours) return { ...slot, reason: inTheWay(known) };
  const named = numbersOf(slot, keys);
  if ("reason" in named) return named;
  const { exportId: _, doneAt: __, ...was } = item;
  return { ...clearing(was), ...named };
}

const inTheWay = ({ code, madeUpOn }: ListedMakeup) =>
  `Aeries has make-up ${code}${madeUpOn ? ` of ${displayDay(madeUpOn)}` : ""} on this absence, which was not sent from here. Ask who set it; if ours is right, remove it in Aeries and upload a new list.`;

function numbersOf(
  slot: Slot,
  { dayNumbers, studentNumbers }: MakeupKeys,
): { studentNumber: number; dayNumber: number } | HeldItem {
  const studentNumber = studentNumbers.get(slot.pupilId);
  const dayNumber = dayNumbers.get(formatDay(slot.date));
  if (studentNumber === undefined)
    return {
      ...slot,
      reason: "Aeries no longer lists this pupil at this school, so there is no student number to write.",
    };
  if (dayNumber === undefined)
    return {
      ...slot,
      reason:
        "The school calendar from Aeries has no row for this day. Add the day in Aeries and read the calendar again.",
    };
  return { studentNumber, dayNumber };
}
