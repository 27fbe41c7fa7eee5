import type { MarkSource } from "./mark.ts";
import type { StoredMark } from "./register.ts";

/** A mark as `storedMarkColumns` brings it. */
export type MarkJson = [
  id: number,
  source: MarkSource,
  code: string | null,
  minutesLate: number | null,
  note: string | null,
  at: string,
  reason: string | null,
  byUser: number | null,
];

/** What a statement brought, whatever it brought after it. @param by the author's name */
export const storedMark = (
  [id, source, code, minutesLate, note, at, reason, byUser]: readonly [...MarkJson, ...unknown[]],
  by: string | null,
): StoredMark => ({
  id,
  source,
  code,
  minutesLate,
  note,
  at: Temporal.Instant.from(at),
  by,
  reason,
  byUser,
});
