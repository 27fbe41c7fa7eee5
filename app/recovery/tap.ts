import { displayTime, type MinuteOfDay } from "#app/calendar/bell.ts";

export type StayTimes = { stay: number; inAt: MinuteOfDay | null; outAt: MinuteOfDay | null };

/** What a tap comes to: a stay to write down; nothing, when it was tapped already; or why not. */
export type Tapped =
  | { kind: "stay"; stay: StayTimes }
  | { kind: "already" }
  | { kind: "no"; sentence: string };

/** The stay of a pupil who is in the room; null for one who is not. */
export const stayInRoom = (stays: readonly StayTimes[]): StayTimes | null =>
  stays.find(({ inAt, outAt }) => inAt !== null && outAt === null) ?? null;

/**
 * A tap at the door. Tapping in again after leaving begins another stay. The same tap twice changes nothing, so one
 * whose answer was lost may be sent again.
 */
export function tapped(stays: readonly StayTimes[], way: "in" | "out", minute: MinuteOfDay): Tapped {
  const here = stayInRoom(stays);
  if (way === "in") {
    if (here !== null) return { kind: "already" };
    const last = Math.max(-1, ...stays.map(({ outAt }) => outAt ?? -1));
    if (minute < last)
      return {
        kind: "no",
        sentence: `This pupil is signed out at ${displayTime(last)}, after this tap. Correct the times instead.`,
      };
    const unused = stays.find(({ inAt, outAt }) => inAt === null && outAt === null);
    const stay = unused?.stay ?? Math.max(0, ...stays.map((known) => known.stay)) + 1;
    return { kind: "stay", stay: { stay, inAt: minute, outAt: null } };
  }
  if (here === null)
    return stays.some(({ outAt }) => outAt !== null)
      ? { kind: "already" }
      : { kind: "no", sentence: "This pupil is not signed in. Tap in first, or enter both times." };
  if (minute < (here.inAt ?? 0))
    return {
      kind: "no",
      sentence: `This pupil is signed in at ${displayTime(here.inAt ?? 0)}, after this tap. Correct the times instead.`,
    };
  return { kind: "stay", stay: { ...here, outAt: minute } };
}
