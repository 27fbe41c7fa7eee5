export type ProcessorReading = { usedMs: number; atMs: number };

export const readingEveryMs = 5_000;
const readingsKept = 3;

/** What the process has used so far, user and system together, on all cores. */
export function readProcessor(): ProcessorReading {
  const { user, system } = process.cpuUsage();
  return { usedMs: (user + system) / 1000, atMs: process.uptime() * 1000 };
}

/**
 * Use of the processor over the last 10 to 15 s, or since the meter was made while it is younger. Asking changes
 * nothing: a window that ends with each question would leave every other scraper a part of its own.
 */
export function createProcessorMeter(read: () => ProcessorReading = readProcessor) {
  const readings = [read()];
  return {
    /** To be called every `readingEveryMs`. */
    takeReading(): void {
      readings.push(read());
      if (readings.length > readingsKept) readings.shift();
    },
    /** Of one core; more than 100 when several are used. */
    percent(): number {
      const now = read();
      const since = readings[0] ?? now;
      return (100 * (now.usedMs - since.usedMs)) / Math.max(now.atMs - since.atMs, 1);
    },
  };
}
