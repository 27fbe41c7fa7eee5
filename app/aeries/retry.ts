import type { AeriesFailure } from "./failure.ts";

const firstWaitMs = 250;
const longestWaitMs = 15_000;

/** Only what may pass by itself: the network, a timeout, 429 and 5xx. 501 is a feature that is switched off. */
export function mayPass(failure: AeriesFailure): boolean {
  if (failure.kind === "server_error") return failure.status !== 501 && (failure.status ?? 0) >= 500;
  return failure.kind === "unreachable" || failure.kind === "timeout" || failure.kind === "rate_limited";
}

/**
 * Milliseconds before try number `attempt` + 1 (the first try is 1): doubling, at least half of it and the rest by
 * `chance` (0 to 1) so that workers do not return together; never sooner than Aeries asked for.
 */
export function waitMs(attempt: number, chance: number, failure: AeriesFailure): number {
  const doubled = Math.min(longestWaitMs, firstWaitMs * 2 ** (attempt - 1));
  return Math.max(doubled * (0.5 + chance / 2), failure.retryAfterMs ?? 0);
}
