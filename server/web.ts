import { browserNumber } from "#app/access/known-browser.server.ts";
import { sealAnew } from "#app/access/seal-anew.server.ts";
import type { Context, Log, RequestContext } from "#app/context.ts";
import { paths } from "#app/paths.ts";
import { createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { readEnhancements } from "./enhance.ts";
import { createHealth, type DatabaseProbe, type Drain, type Reach } from "./health.ts";
import { heldAnswer } from "./held-answer.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { metricsApp } from "./metrics-access.ts";
import { builtPages, vitePages } from "./pages.ts";
import { postedForm } from "./posted-form.ts";
import { createLimits, type HitCounter } from "./rate-limit.ts";
import { cacheReach, certificateEnds, livesAtSupabase } from "./reach.ts";
import { listen, stopOnSignals } from "./stop.ts";
import type { Totals } from "./totals.ts";

/** What the composition root supplies besides the context that loaders, actions and jobs see. */
export type Supplies = {
  context: Context;
  /** Of this process's own role, for the queue's connections. */
  databaseUrl: string;
  probe: DatabaseProbe;
  totals: () => Promise<Totals>;
  hits: HitCounter;
  /** Asks Aeries for its systeminfo; null when Aeries is not configured. */
  aeriesReach: Reach | null;
  /** Whether the latest run of the compliance checks found nothing. */
  compliant: () => Promise<boolean>;
  close(): Promise<void>;
};

export type CreateContext = (given: { config: Config; log: Log; metrics: Metrics }) => Promise<Supplies>;

/** Pages whose failed posts count against the sender's address. */
const signInRoutes = [paths.signIn(), paths.signInCode(), paths.signInEnrol()];
/** Pages whose forms take a sheet. */
const sheetRoutes = ["/schools/:schoolId/recovery/sheets", "/schools/:schoolId/recovery/makeup-lists"];

/** The `web` command. @throws CannotStart when a port is taken */
export async function startWeb(config: Config, log: Log, createContext: CreateContext): Promise<void> {
  const metrics = createMetrics(log);
  const supplies = await createContext({ config, log, metrics });
  try {
    await serve(config, log, metrics, supplies);
  } catch (error) {
    await supplies.close();
    throw error;
  }
}

async function serve(config: Config, log: Log, metrics: Metrics, supplies: Supplies): Promise<void> {
  const drain: Drain = { draining: false };
  const { probe } = supplies;
  const supabase = livesAtSupabase(config.database?.web ?? null);
  const health = createHealth(
    {
      database: probe,
      cache: config.cacheUrl ? cacheReach(config.cacheUrl) : null,
      supabase: supabase ? async (signal) => void (await probe.ping(signal)) : null,
      aeries: supplies.aeriesReach,
      compliant: supplies.compliant,
    },
    config,
    drain,
  );
  metrics.feed({ totals: supplies.totals, ...commonSources(config, probe) });

  const enhancements = readEnhancements("app/enhance");
  const loadContext = (
    request: { ip?: string },
    response: { locals: Record<string, unknown> },
  ): RequestContext => ({
    ...supplies.context,
    enhance: enhancements.hrefs,
    requestId: String(response.locals.requestId),
    address: request.ip ?? "unknown",
    ...heldAnswer(),
    ...postedForm(),
  });
  const pages = await (config.vite ? vitePages(loadContext) : builtPages(loadContext));
  const limits = createLimits({
    hits: supplies.hits,
    log,
    requestsPerAddressPerMinute: config.requestsPerAddressPerMinute,
    browserOf: (request) => browserNumber(supplies.context, request.get("cookie") ?? null),
  });
  const app = createApp({
    ...{ config, log, metrics, health, drain, limits, enhancements, pages },
    ...{ signInRoutes, sheetRoutes },
  });

  const scraping = await listen(
    metricsApp(metrics, health.live),
    config.host,
    config.metricsPort,
    "METRICS_PORT",
  );
  const server = await listen(app, config.host, config.port, "PORT");
  stopOnSignals({
    log,
    drain,
    drainDelayMs: config.drainDelayMs,
    graceMs: config.shutdownGraceMs,
    server,
    async close() {
      scraping.close();
      scraping.closeAllConnections();
      await pages.close();
      await supplies.close();
    },
    exit: process.exit,
  });
  if (config.previousSecretKeys.length > 0)
    await sealAnew(supplies.context).catch((error: unknown) => log.error("not_sealed_anew", { error }));
  log.info("listening", { port: config.port, metrics_port: config.metricsPort, version: config.version });
}

/** Sources that the web and the worker process share. */
export function commonSources(config: Config, probe: DatabaseProbe) {
  const certificate = config.aeries?.clientCertPath;
  return {
    databaseConnections: async () => probe.activeConnections(),
    ...(certificate ? { aeriesCertificateEnds: () => certificateEnds(certificate) } : {}),
  };
}
