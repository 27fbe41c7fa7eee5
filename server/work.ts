import type { Log } from "#app/context.ts";
import type { Config } from "./config.ts";
import type { Drain } from "./health.ts";
import { createMetrics } from "./metrics.ts";
import { metricsApp } from "./metrics-access.ts";
import { listen, stopOnSignals } from "./stop.ts";
import { type CreateContext, commonSources, type Supplies } from "./web.ts";

/** Begins taking jobs; answers how to stop: take no more, and finish what is under way. */
export type StartJobs = (supplies: Supplies, config: Config) => Promise<() => Promise<void>>;

/**
 * The `worker` command: no pages, only jobs, and a port that tells what it does.
 * @throws CannotStart when the port is taken
 */
export async function startWorker(
  config: Config,
  log: Log,
  createContext: CreateContext,
  startJobs: StartJobs,
): Promise<void> {
  const metrics = createMetrics(log);
  const supplies = await createContext({ config, log, metrics });
  metrics.feed(commonSources(config, supplies.probe));
  const drain: Drain = { draining: false };
  const app = metricsApp(metrics, (_request, response) => {
    response.json({ live: true });
  });
  const scraping = await listen(app, config.host, config.workerMetricsPort, "WORKER_METRICS_PORT").catch(
    async (error: unknown) => {
      await supplies.close();
      throw error;
    },
  );
  const stopJobs = await startJobs(supplies, config);
  stopOnSignals({
    log,
    drain,
    drainDelayMs: 0,
    graceMs: config.shutdownGraceMs,
    server: null,
    async close() {
      await stopJobs();
      scraping.close();
      scraping.closeAllConnections();
      await supplies.close();
    },
    exit: process.exit,
  });
  log.info("working", { metrics_port: config.workerMetricsPort, version: config.version });
}
