import type { Tap } from "./tap.server.ts";

/** A tap as it was sent: `in` or `out` with the pupil, and how many seconds it waited; null for anything else. */
export function readTap(values: Record<string, string[]>): Tap | null {
  const way = values.in !== undefined ? "in" : values.out !== undefined ? "out" : null;
  const text = way === null ? "" : (values[way]?.[0] ?? "");
  if (way === null || !/^[1-9]\d{0,9}$/.test(text)) return null;
  const seconds = Number(values.waited?.[0] ?? "0");
  return { pupilId: Number(text), way, secondsAgo: Number.isFinite(seconds) ? Math.floor(seconds) : 0 };
}
