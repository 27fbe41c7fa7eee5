import type { AttendanceRow } from "./payload/attendance.ts";
import type { BadRow } from "./payload/rows.ts";

/** Days from and to, both inclusive. */
export type DayWindow = { from: Temporal.PlainDate; to: Temporal.PlainDate };

/** What we last heard from Aeries; `code` null is a mark that had vanished. */
export type KnownMark = {
  pupilId: number;
  date: string;
  period: string;
  sectionNumber: number | null;
  code: string | null;
};

/** A row to append: what Aeries says now (null: nothing any more) and what it said before. */
export type MarkChange = KnownMark & { previousCode: string | null };

export type MarkDifference = {
  appeared: MarkChange[];
  changed: MarkChange[];
  vanished: MarkChange[];
  unchangedCount: number;
  quarantined: BadRow[];
};

type MarkInput = {
  window: DayWindow;
  schoolId: number;
  known: readonly KnownMark[];
  incoming: readonly AttendanceRow[];
  /** Every pupil with a record at the school, active or not. */
  pupils: ReadonlySet<number>;
  /** The school's absence code table. */
  codes: ReadonlySet<string>;
  /** Pupils with a part that could not be read: their marks may be in it, so none of theirs vanishes. */
  unreadable?: ReadonlySet<number> | "anyone";
};

/**
 * Compares what Aeries says about a window with what it last said. Aeries lists only exceptions and has no change
 * feed, so a mark that is missing has been cleared. Rows outside the window, of unknown pupils or with unknown codes
 * are quarantined and hold the mark they speak of: what we do not understand takes nothing away. Of two codes for one
 * period the first in (code, section) order counts and the other is quarantined. Days are compared as YYYY-MM-DD;
 * the order of either list never matters; linear in their lengths.
 */
export function reconcileMarks(input: MarkInput): MarkDifference {
  const from = input.window.from.toString();
  const to = input.window.to.toString();
  const keyOf = keys();
  const quarantined: BadRow[] = [];
  const incoming = new Map<number, AttendanceRow>();
  const rivals = new Map<number, AttendanceRow[]>();
  const held = new Set<number>();

  for (const row of input.incoming) {
    const reason = refuse(row, input, from, to);
    const key = keyOf(row);
    if (reason !== null) {
      quarantined.push(quarantine(row, input.schoolId, reason));
      held.add(key);
      continue;
    }
    const other = incoming.get(key);
    if (other === undefined) incoming.set(key, row);
    else rivals.set(key, [...(rivals.get(key) ?? [other]), row]);
  }
  for (const [key, rows] of rivals) {
    const [first, ...rest] = rows.sort(byCode);
    if (first === undefined) continue;
    incoming.set(key, first);
    const otherCodes = new Map(rest.toReversed().map((row) => [row.code, row]));
    otherCodes.delete(first.code);
    for (const row of otherCodes.values())
      quarantined.push(quarantine(row, input.schoolId, "Aeries sent two codes for the same period."));
  }

  const appeared: MarkChange[] = [];
  const changed: MarkChange[] = [];
  const vanished: MarkChange[] = [];
  let unchangedCount = 0;
  for (const mark of input.known) {
    if (mark.date < from || mark.date > to) continue;
    const key = keyOf(mark);
    const row = incoming.get(key);
    if (row !== undefined) {
      incoming.delete(key);
      if (mark.code === null) appeared.push({ ...row, previousCode: null });
      else if (mark.code === row.code && mark.sectionNumber === row.sectionNumber) unchangedCount++;
      else changed.push({ ...row, previousCode: mark.code });
    } else if (mark.code !== null) {
      if (held.has(key) || input.unreadable === "anyone" || input.unreadable?.has(mark.pupilId))
        unchangedCount++;
      else vanished.push({ ...mark, code: null, previousCode: mark.code });
    }
  }
  for (const row of incoming.values()) appeared.push({ ...row, previousCode: null });
  for (const list of [appeared, changed, vanished]) list.sort(byMark);
  quarantined.sort((a, b) => compare(a.key, b.key) || compare(a.reason, b.reason));
  return { appeared, changed, vanished, unchangedCount, quarantined };
}

function refuse(row: AttendanceRow, input: MarkInput, from: string, to: string): string | null {
  if (row.date < from || row.date > to) return "The day is outside the days that were asked for.";
  if (!input.pupils.has(row.pupilId)) return "No such pupil at this school.";
  if (!input.codes.has(row.code)) return "The code is not in the school's absence code table.";
  return null;
}

function quarantine(row: AttendanceRow, schoolId: number, reason: string): BadRow {
  const period = row.period === "" ? "all day" : `period ${row.period}`;
  const section = row.sectionNumber === null ? "" : `, section ${row.sectionNumber}`;
  const key = `School ${schoolId}, pupil ${row.pupilId}, ${row.date}, ${period}${section}, code ${row.code}`;
  return { key, reason, raw: row };
}

/** Numbers for (pupil, day, period): a text for each of 100,000 rows costs more than the whole comparison. */
function keys(): (mark: { pupilId: number; date: string; period: string }) => number {
  const days = new Map<string, Map<string, number>>();
  let slots = 0;
  return ({ pupilId, date, period }) => {
    const periods = days.get(date) ?? new Map<string, number>();
    if (periods.size === 0) days.set(date, periods);
    const slot = periods.get(period) ?? slots++;
    periods.set(period, slot);
    // A pupil id has 31 bits, which leaves 22 for slots in an exact number.
    return slot * 2 ** 31 + pupilId;
  };
}

function byCode(a: AttendanceRow, b: AttendanceRow): number {
  return compare(a.code, b.code) || (a.sectionNumber ?? 0) - (b.sectionNumber ?? 0);
}

function byMark(a: MarkChange, b: MarkChange): number {
  return a.pupilId - b.pupilId || compare(a.date, b.date) || compare(a.period, b.period);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
