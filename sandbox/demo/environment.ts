import { timeOfDay } from "#app/calendar/time-of-day.ts";
import type { Clock } from "#app/context.ts";
import { writtenDay } from "#app/ui/written-day.ts";
import { createClock } from "#server/clock.ts";
import type { Config } from "#server/config.ts";
import { loadConfig } from "#server/development-secret.ts";
import type { Embedded } from "#server/embedded-postgres.ts";
import type { Kept } from "./access-file.ts";
import { freePort } from "./machine.ts";
import { demoDay, heldMoment } from "./moment.ts";
import { newestRecord } from "./newest-record.ts";

export type Ports = { web: number; metrics: number; workerMetrics: number; aeries: number };

/** The web's own port was claimed before; the rest take what they had, or any. */
export async function choosePorts(web: number, kept: Kept): Promise<Ports> {
  const aeries = await freePort(kept.aeriesPort ?? undefined);
  const metrics = await freePort(Number(process.env.METRICS_PORT ?? 9464));
  return { web, metrics, workerMetrics: await freePort(metrics === 9465 ? undefined : 9465), aeries };
}

/** What the web and the worker process are started with; on a day without school their clock holds the last one. */
export async function demoEnvironment(given: {
  folder: string;
  hotReload: boolean;
  urls: ReturnType<Embedded["urls"]>;
  kept: Kept;
  ports: Ports;
  say: (line: string) => void;
}): Promise<{ env: NodeJS.ProcessEnv; config: Config; clock: Clock }> {
  const { urls, kept, ports } = given;
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: given.hotReload ? "development" : "production",
    APP_ENVIRONMENT: "development",
    DATA_FOLDER: given.folder,
    DATABASE_URL: urls.admin,
    DATABASE_WEB_URL: urls.web,
    DATABASE_WORKER_URL: urls.worker,
    DISTRICT_NAME: "Sierra Vista Unified (demonstration)",
    AERIES_URL: `http://127.0.0.1:${ports.aeries}/admin`,
    AERIES_CERTIFICATE: kept.certificate,
    METRICS_TOKEN: kept.metricsToken,
    PORT: String(ports.web),
    METRICS_PORT: String(ports.metrics),
    WORKER_METRICS_PORT: String(ports.workerMetrics),
    SHUTDOWN_GRACE_MS: "10000",
    ...(given.hotReload ? { VITE: "1" } : {}),
  };
  const asked = loadConfig({ ...process.env, ...env });
  const { timeZone } = asked;
  const { day, held, ends } = demoDay(asked.clockAt ?? Temporal.Now.instant(), timeZone);
  if (held) {
    const at = heldMoment(day, timeZone, await newestRecord(urls.admin, ends));
    env.CLOCK_AT = at.toString();
    given.say(`No school today: it is ${timeOfDay(at, timeZone)} on ${writtenDay(day)}, the last school day`);
    if (at.until(ends).total("hours") < 2)
      given.say("  Earlier starts used that day up. For its morning: npm run demo -- --fresh");
  }
  const config = loadConfig({ ...process.env, ...env });
  return { env, config, clock: createClock({ timeZone: config.timeZone, startsAt: config.clockAt }) };
}
