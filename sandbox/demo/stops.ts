/** What has to be closed when the demo ends, last opened first; also what is only just being opened when it ends. */
export type Stops = {
  /**
   * Opens something, and has it closed at the end. @throws the signal's reason once the demo is to end
   */
  opened<T>(open: () => Promise<T>, close: (opened: T) => unknown): Promise<T>;
  all(): Promise<void>;
};

/** @param ending aborts when the demo is to end: nothing is opened from then on */
export function createStops(ending: AbortSignal): Stops {
  const closings: (() => Promise<unknown>)[] = [];
  let ended: Promise<void> | null = null;
  const closeAll = async () => {
    for (const close of closings.toReversed()) await close().catch(() => {});
  };
  return {
    async opened(open, close) {
      ending.throwIfAborted();
      const opening = open();
      closings.push(() => opening.then(close));
      const opened = await opening;
      ending.throwIfAborted();
      return opened;
    },
    all() {
      ended ??= closeAll();
      return ended;
    },
  };
}
