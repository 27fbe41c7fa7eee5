import type { AeriesClock } from "./run.ts";

/** Asked again from this much earlier: clocks jump, and a change may be written while we read. */
const marginMinutes = 5;

const written = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9})\d*)?(Z|[+-]\d\d:\d\d)$/;

/** Aeries' clock from what it says the time is, or null where it does not say. */
export function clockOf(currentDateTime: string | null, ours: Temporal.Instant): AeriesClock | null {
  const parts = written.exec(currentDateTime ?? "");
  if (parts === null) return null;
  const offset = parts[3] === "Z" ? "+00:00" : (parts[3] ?? "+00:00");
  const theirs = Temporal.Instant.from(`${parts[1]}${offset}`);
  return { aheadMs: theirs.epochMilliseconds - ours.epochMilliseconds, offset };
}

/** The moment, on Aeries' own clock and in its zone, since which changes are asked for. */
export function changesSince(clock: AeriesClock, lastRead: Temporal.Instant): Temporal.PlainDateTime {
  return lastRead
    .add({ milliseconds: clock.aheadMs })
    .subtract({ minutes: marginMinutes })
    .toZonedDateTimeISO(clock.offset)
    .toPlainDateTime();
}
