/** Something took longer than it was allowed. */
export class TookTooLong extends Error {}

/**
 * Runs `work` and gives up on it after `limitMs`, whether or not it heeds the signal.
 * @throws TookTooLong
 */
export async function bounded<T>(limitMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      abort.abort();
      fail(new TookTooLong(`No answer within ${limitMs} ms.`));
    }, limitMs);
  });
  try {
    return await Promise.race([work(abort.signal), limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** One call at a time: who asks meanwhile, or within `keepMs` after it was begun, gets the same answer. */
export function shared<T>(keepMs: number, work: () => Promise<T>): () => Promise<T> {
  let last: { at: number; underWay: boolean; answer: Promise<T> } | null = null;
  return () => {
    if (last && (last.underWay || performance.now() - last.at < keepMs)) return last.answer;
    const current = { at: performance.now(), underWay: true, answer: work() };
    const settle = () => {
      current.underWay = false;
    };
    current.answer.then(settle, settle);
    last = current;
    return current.answer;
  };
}
