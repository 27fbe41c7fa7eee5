/** Takes a turn and gives back how to return it; rejects with the signal's reason when it aborts while waiting. */
export type Turns = (signal: AbortSignal) => Promise<() => void>;

/** At most `most` turns are out at once; the others wait in line. */
export function createTurns(most: number): Turns {
  let free = most;
  const line = new Set<() => void>();

  const giveBack = () => {
    const next = line.values().next().value;
    if (next === undefined) free++;
    else {
      line.delete(next);
      next();
    }
  };
  const once = (action: () => void) => {
    let done = false;
    return () => {
      if (!done) action();
      done = true;
    };
  };

  return (signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      if (free > 0) {
        free--;
        return resolve(once(giveBack));
      }
      const leave = () => {
        line.delete(enter);
        reject(signal.reason);
      };
      const enter = () => {
        signal.removeEventListener("abort", leave);
        resolve(once(giveBack));
      };
      signal.addEventListener("abort", leave, { once: true });
      line.add(enter);
    });
}
