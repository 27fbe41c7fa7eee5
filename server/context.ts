import { createPasswords } from "#app/access/password.server.ts";
import { createDoor } from "#app/access/scope.server.ts";
import { type AeriesClient, createAeriesClient } from "#app/aeries/client.server.ts";
import { isCompliant } from "#app/compliance/findings.server.ts";
import type { Clock, Context, Log } from "#app/context.ts";
import { createClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { connect } from "./database.ts";
import { databaseAt } from "./database-address.ts";
import { databaseProbe } from "./database-probe.ts";
import { openJobs } from "./jobs.ts";
import { createMailer } from "./mail.ts";
import { postgresHits } from "./rate-limit.ts";
import { scrapeTotals } from "./scrape-totals.ts";
import { createSecretBox } from "./secret-box.ts";
import type { CreateContext } from "./web.ts";

const mostTransactions = { web: 16, worker: 8 } as const;
const statementTimeoutMs = { web: 15_000, worker: 120_000 } as const;

/** Builds what everything else is given, for one of the two processes, over that process's own database role. */
export const contextFor =
  (role: "web" | "worker"): CreateContext =>
  async ({ config, log, metrics }) => {
    const database = await databaseAt(config, role, log);
    const connections = connect(database.url, {
      max: mostTransactions[role],
      name: role,
      statementTimeoutMs: statementTimeoutMs[role],
    });
    const clock = createClock({ timeZone: config.timeZone, startsAt: config.clockAt });
    const door = createDoor({ database: connections, clock, log, patienceMs: config.databasePatienceMs });
    const { jobs, boss } = await openJobs(database.url, log);
    const aeries = aeriesClient(config, clock, log);
    const mail = config.mail && createMailer(config.mail);
    const context: Context = {
      door,
      clock,
      log,
      counters: metrics.counters,
      jobs,
      aeries,
      mail,
      secrets: createSecretBox(config.secretKey, config.previousSecretKeys),
      passwords: createPasswords(),
      settings: {
        publicUrl: config.publicUrl,
        secureCookies: config.secureCookies,
        environment: config.environment,
        timeZone: config.timeZone,
        districtName: config.districtName,
        aeries: config.aeries && { url: config.aeries.url, certificate: config.aeries.certificate },
      },
    };
    return {
      context,
      databaseUrl: database.url,
      probe: databaseProbe(connections),
      totals: () => scrapeTotals(context),
      hits: postgresHits(connections),
      aeriesReach:
        aeries &&
        (async (signal) => {
          const answer = await aeries.systemInfo({ signal });
          if (!answer.ok) throw new Error(answer.failure.kind);
        }),
      compliant: () => isCompliant(context),
      async close() {
        aeries?.close();
        mail?.close();
        await boss.stop({ graceful: false });
        await connections.close();
        await database.close();
      },
    };
  };

/** The client of the district's Aeries, or null where none is set. One for the process: it limits requests at once. */
function aeriesClient(config: Config, clock: Clock, log: Log): AeriesClient | null {
  if (config.aeries === null) return null;
  const { url, certificate, clientCertPath } = config.aeries;
  const clientCertificate =
    clientCertPath === null ? undefined : { certPath: clientCertPath, keyPath: clientCertPath };
  return createAeriesClient({
    baseUrl: url,
    certificate,
    clientCertificate,
    timeoutMs: 60_000,
    concurrency: 4,
    retries: 3,
    today: clock.today,
    log,
  });
}
