/**
 * Whom failures to sign in count against. "account": someone's account, tried from a browser it never signed in
 * from. "browser": an account together with a browser that signed in to it before, for each step apart. "address":
 * where the request came from, which a whole school shares. "code": a later step of one account, tried from a browser
 * it never signed in from.
 */
export type PausedKind = "account" | "browser" | "address" | "code";

const curves: Record<PausedKind, { free: number; longestSeconds: number }> = {
  account: { free: 4, longestSeconds: 60 },
  browser: { free: 4, longestSeconds: 60 },
  code: { free: 4, longestSeconds: 60 },
  address: { free: 30, longestSeconds: 10 },
};

/** How far back failures count. */
export const failuresCountMinutes = 60;

/** Seconds that must pass after the last of so many failures: none at first, then 2, 4, 8 … up to a cap. */
export function pauseSeconds(kind: PausedKind, failures: number): number {
  const { free, longestSeconds } = curves[kind];
  return failures <= free ? 0 : Math.min(longestSeconds, 2 ** Math.min(failures - free, 10));
}

/** Did this very failure bring the pause to its cap? Then someone is guessing, and is worth an alert. */
export const reachesCap = (kind: PausedKind, failures: number): boolean =>
  pauseSeconds(kind, failures) === curves[kind].longestSeconds &&
  pauseSeconds(kind, failures - 1) < curves[kind].longestSeconds;
