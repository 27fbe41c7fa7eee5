import { greatestId, readWhole, Unreadable } from "#app/aeries/payload/field.ts";
import type { BadRow } from "#app/aeries/payload/rows.ts";
import type { Misfit, QuarantineKind } from "./run.ts";

/** Rows that could not be read, as quarantine keeps them. */
export function misfitsOf(bad: readonly BadRow[], kind: QuarantineKind = "invalid"): Misfit[] {
  return bad.map((row) => ({ key: row.key, reason: row.reason, kind, code: null, raw: row.raw }));
}

/**
 * Whom the bad rows are about, by the field that names them ("StudentID"): rows of theirs may be missing only because
 * they could not be read. "anyone" when one of them does not say.
 */
export function heldBy(bad: readonly BadRow[], field: string): ReadonlySet<number> | "anyone" {
  const held = new Set<number>();
  for (const { raw } of bad) {
    const named = typeof raw === "object" && raw !== null ? (raw as Record<string, unknown>)[field] : null;
    // The database would refuse a greater number, and the whole reading with it; blank is not pupil 0.
    const id = readWhole(named, 1, greatestId);
    if (id instanceof Unreadable) return "anyone";
    held.add(id);
  }
  return held;
}

type OfPupil = { pupilId: number };

/** Splits rows by whether their pupil has a record at the school. */
export function withPupil<Row extends OfPupil>(
  rows: readonly Row[],
  pupils: ReadonlySet<number>,
  name: (row: Row) => string,
): { fit: Row[]; misfits: Misfit[] } {
  const fit: Row[] = [];
  const misfits: Misfit[] = [];
  for (const row of rows)
    if (pupils.has(row.pupilId)) fit.push(row);
    else
      misfits.push({
        key: name(row),
        reason: "No such pupil at this school.",
        kind: "unknown_pupil",
        code: null,
        raw: { pupilId: row.pupilId },
      });
  return { fit, misfits };
}
