import { writtenMoment } from "#app/ui/written-moment.ts";

/** An attested session's times, and an administrator's opening of them. */
export type SessionLock =
  | { state: "not attested" }
  | { state: "locked" }
  | { state: "open for corrections"; until: Temporal.Instant };

/**
 * Whether times of a session may change now: until its teacher has attested them, and after that only while an
 * administrator has opened them. A new attestation closes them again.
 */
export function sessionLock(
  attestedAt: Temporal.Instant | null,
  unlocks: readonly { at: Temporal.Instant; until: Temporal.Instant }[],
  now: Temporal.Instant,
): SessionLock {
  if (attestedAt === null) return { state: "not attested" };
  const compare = Temporal.Instant.compare;
  const open = unlocks
    .filter(({ at, until }) => compare(at, attestedAt) > 0 && compare(until, now) > 0)
    .toSorted((one, other) => compare(other.until, one.until));
  const [longest] = open;
  return longest === undefined
    ? { state: "locked" }
    : { state: "open for corrections", until: longest.until };
}

/** What the page says of attested times, and whether they may change now; null while nobody has attested. */
export function lockWords(lock: SessionLock, timeZone: string): { open: boolean; words: string } | null {
  if (lock.state === "not attested") return null;
  if (lock.state === "locked")
    return {
      open: false,
      words: "The times are attested and locked. An administrator can open them for corrections.",
    };
  const until = writtenMoment(lock.until, timeZone);
  return {
    open: true,
    words: `The times are open for corrections until ${until}. Every change needs a reason, and the teacher attests anew.`,
  };
}
