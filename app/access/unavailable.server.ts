import type { Log } from "#app/context.ts";

const lost = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOTFOUND",
  "ETIMEDOUT",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "08006",
  "08001",
  "08003",
]);

const pauseMs = 250;

/** Is this failure that of a database that cannot be reached just now (restart, network, too many connections)? */
export function isUnavailable(failure: unknown): boolean {
  for (let at = failure; at instanceof Error; at = at.cause as Error) {
    const code = (at as { code?: string }).code;
    if (code !== undefined && lost.has(code)) return true;
  }
  return false;
}

/** The answer when the records cannot be reached. Nothing was saved. */
export const unavailableAnswer = () =>
  new Response("The records cannot be reached right now. Nothing was saved. Please try again in a minute.", {
    status: 503,
    headers: { "Retry-After": "30" },
  });

/** Runs the work; a lost connection becomes a 503, after more tries for as long as the work may be tried again. */
export async function unavailable<T>(
  work: () => Promise<T>,
  options: { log: Log; patienceMs: number },
): Promise<T> {
  const deadline = performance.now() + options.patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (failure) {
      if (!isUnavailable(failure)) throw failure;
      if (performance.now() + pauseMs > deadline) {
        options.log.error("database_unavailable");
        throw unavailableAnswer();
      }
      await new Promise((next) => setTimeout(next, pauseMs));
    }
  }
}
