import { createPasswords } from "#app/access/password.server.ts";
import { createDoor } from "#app/access/scope.server.ts";
import type { Context } from "#app/context.ts";
import { createClock } from "./clock.ts";
import { connect } from "./database.ts";
import { databaseAt } from "./database-address.ts";
import { databaseProbe } from "./database-probe.ts";
import { openJobs } from "./jobs.ts";
import { postgresHits } from "./rate-limit.ts";
import { scrapeTotals } from "./scrape-totals.ts";
import { createSecretBox } from "./secret-box.ts";
import type { CreateContext } from "./web.ts";

const poolSize = { web: 20, worker: 10 } as const;

/** Builds what everything else is given, for one of the two processes, over that process's own database role. */
export const contextFor =
  (role: "web" | "worker"): CreateContext =>
  async ({ config, log, metrics }) => {
    const database = await databaseAt(config, role, log);
    const { sql, db } = connect(database.url, { max: poolSize[role], name: role });
    const clock = createClock({ timeZone: config.timeZone, startsAt: config.clockAt });
    const door = createDoor({ db, clock, log });
    const { jobs, boss } = await openJobs(database.url, log);
    const context: Context = {
      door,
      clock,
      log,
      counters: metrics.counters,
      jobs,
      secrets: createSecretBox(config.secretKey),
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
    const { aeries } = config;
    return {
      context,
      databaseUrl: database.url,
      probe: databaseProbe(sql),
      totals: () => scrapeTotals(context),
      hits: postgresHits(sql),
      aeriesReach:
        aeries &&
        (async (signal) =>
          void (await fetch(`${aeries.url.replace(/\/$/, "")}/api/v5/systeminfo`, { signal }))),
      compliant: null,
      async close() {
        await boss.stop({ graceful: false });
        await sql.end({ timeout: 5 });
        await database.close();
      },
    };
  };
