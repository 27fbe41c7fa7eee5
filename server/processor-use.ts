export type ProcessorReading = { usedMs: number; atMs: number };

/** A shorter time says more of the moment than of the load. */
const leastWindowMs = 10_000;
const readingsApartMs = 1_000;

/** What the process has used so far, user and system together, on all cores. */
export function readProcessor(): ProcessorReading {
  const { user, system } = process.cpuUsage();
  return { usedMs: (user + system) / 1000, atMs: process.uptime() * 1000 };
}

/**
 * Use of the processor since the last scrape, or since the meter was made. A scrape less than 10 s back is passed over
 * for the one before it: where several scrape, none is left with the moment since another one asked.
 */
export function createProcessorMeter(read: () => ProcessorReading = readProcessor) {
  /** Of the scrapes, oldest first; the first alone may be longer ago than the least window. */
  const readings = [read()];
  return {
    /** Of one core; more than 100 when several are used. To be called once a scrape. */
    scraped(): number {
      const now = read();
      const isOld = ({ atMs }: ProcessorReading) => atMs <= now.atMs - leastWindowMs;
      readings.splice(0, Math.max(0, readings.findLastIndex(isOld)));
      const since = readings[0] ?? now;
      if (now.atMs - (readings.at(-1)?.atMs ?? 0) >= readingsApartMs) readings.push(now);
      return (100 * (now.usedMs - since.usedMs)) / Math.max(now.atMs - since.atMs, 1);
    },
  };
}
