import type { OutgoingMark } from "./outgoing.ts";

/** What is known after an export was marked as done about one of its marks. */
export type ReadBackFacts = {
  item: Pick<OutgoingMark, "aeriesCode" | "ourCode">;
  doneAt: Temporal.Instant;
  /** When the newest successful reading of that day began. */
  aeriesReadAt: Temporal.Instant | null;
  /** What Aeries last said; null when it never had a mark there. */
  aeries: { code: string | null; at: Temporal.Instant } | null;
  /** A later done export with the same pupil, day and period. */
  laterExportId: number | null;
};

export type ReadBack = { state: "agreed" | "not yet read" | "differs" | "replaced"; reason: string };

/**
 * Did Aeries take the mark? Told from what was read back, never from the import having been said to be done.
 * @param named how the school calls a code, or null for present
 * @param written a moment for people
 */
export function readBack(
  { item, doneAt, aeriesReadAt, aeries, laterExportId }: ReadBackFacts,
  named: (code: string | null) => string,
  written: (moment: Temporal.Instant) => string,
): ReadBack {
  if (laterExportId !== null)
    return { state: "replaced", reason: `Export ${laterExportId} has changed this mark since.` };
  const read = later(aeriesReadAt, aeries?.at ?? null);
  if (read === null || Temporal.Instant.compare(read, doneAt) <= 0)
    return {
      state: "not yet read",
      reason: `Aeries has not been read for this day since ${written(doneAt)}.`,
    };
  const code = aeries?.code ?? null;
  const says = named(code);
  if (code === item.ourCode) return { state: "agreed", reason: `Aeries said ${says} on ${written(read)}.` };
  if (code === item.aeriesCode)
    return {
      state: "differs",
      reason: `Aeries still said ${says} on ${written(read)}. Change it there, or withdraw this export and propose again.`,
    };
  return {
    state: "differs",
    reason: `Aeries said ${says} on ${written(read)}, neither what it said before nor ours. Ask who changed it there; to send ours again, withdraw this export and propose again.`,
  };
}

function later(one: Temporal.Instant | null, other: Temporal.Instant | null): Temporal.Instant | null {
  if (one === null || other === null) return one ?? other;
  return Temporal.Instant.compare(one, other) > 0 ? one : other;
}
