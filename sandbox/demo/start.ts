import { rmSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import postgres from "postgres";
import { createDoor } from "#app/access/scope.server.ts";
import type { Log } from "#app/context.ts";
import { writtenDay } from "#app/ui/written-day.ts";
import { createClock } from "#server/clock.ts";
import { connect } from "#server/database.ts";
import { loadConfig } from "#server/development-secret.ts";
import { startEmbedded } from "#server/embedded-postgres.ts";
import { openJobs } from "#server/jobs.ts";
import { migrateDatabase } from "#server/migrations.ts";
import { createSecretBox } from "#server/secret-box.ts";
import { type AccessFile, readAccess, readKept, writeAccess, writeKept } from "./access-file.ts";
import { buildPages } from "./build.ts";
import { createChildren } from "./children.ts";
import { watchFirstLoad } from "./first-load.ts";
import { claimDisk, claimPort, freePort } from "./machine.ts";
import { startMail } from "./mail.ts";
import { demoMoment } from "./moment.ts";
import { choosePeople, createPeople } from "./people.ts";
import { enterSampleAmounts } from "./sample-amounts.ts";
import { playSeason } from "./season.ts";
import type { DemoProblem } from "./sentence.ts";
import { settleDistrict } from "./settle.ts";

const databaseName = "ap_demo";
const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

export type Demo = { access: AccessFile; stop(): Promise<void> };
export type DemoOptions = {
  /** Where everything is kept: ".data". */
  folder: string;
  fresh: boolean;
  hotReload: boolean;
  say: (line: string) => void;
  onEnd: (problem: DemoProblem) => void;
};

/**
 * Brings up a whole district on this machine: database, Aeries stand-in, worker, a full read of Aeries, people, web.
 * What is there from an earlier start is used again. @throws DemoProblem with one sentence
 */
export async function startDemo({ folder, fresh, hotReload, say, onEnd }: DemoOptions): Promise<Demo> {
  const port = Number(process.env.PORT ?? 3000);
  if (fresh)
    for (const part of ["postgres", "postgres.json", "postgres.making", "secret-key", "demo"])
      rmSync(`${folder}/${part}`, { recursive: true, force: true });
  await mkdir(`${folder}/demo`, { recursive: true });
  await claimDisk(folder);
  await claimPort(port, "PORT");
  const kept = readKept(folder);
  const aeriesPort = await freePort(kept.aeriesPort ?? undefined);
  writeKept(folder, { ...kept, aeriesPort });
  const metricsPort = await freePort(Number(process.env.METRICS_PORT ?? 9464));
  const workerMetricsPort = await freePort(metricsPort === 9465 ? undefined : 9465);

  say("Starting the database");
  const server = await startEmbedded(folder);
  const children = createChildren(`${folder}/demo`);
  const stops: (() => Promise<unknown>)[] = [() => server.stop(), () => children.stop()];
  const stop = async () => {
    for (const each of stops.toReversed()) await each().catch(() => {});
  };
  let ready = false;
  let giveUp: (problem: DemoProblem) => void = () => {};
  const trouble = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  const ended = (problem: DemoProblem) => (ready ? onEnd(problem) : giveUp(problem));
  const bringUp = async (): Promise<AccessFile> => {
    const root = postgres(server.urls("postgres").admin, { max: 1, onnotice: () => {} });
    if ((await root`select 1 from pg_database where datname = ${databaseName}`).length === 0)
      await root`create database ${root(databaseName)}`;
    await root.end();
    const urls = server.urls(databaseName);
    const password = (url: string) => decodeURIComponent(new URL(url).password);
    await migrateDatabase(urls.admin, { web: password(urls.web), worker: password(urls.worker) });
    const env: NodeJS.ProcessEnv = {
      NODE_ENV: hotReload ? "development" : "production",
      APP_ENVIRONMENT: "development",
      DATA_FOLDER: folder,
      DATABASE_URL: urls.admin,
      DATABASE_WEB_URL: urls.web,
      DATABASE_WORKER_URL: urls.worker,
      DISTRICT_NAME: "Sierra Vista Unified (demonstration)",
      AERIES_URL: `http://127.0.0.1:${aeriesPort}/admin`,
      AERIES_CERTIFICATE: kept.certificate,
      METRICS_TOKEN: kept.metricsToken,
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      WORKER_METRICS_PORT: String(workerMetricsPort),
      ...(hotReload ? { VITE: "1" } : {}),
    };
    const given = loadConfig({ ...process.env, ...env });
    const startedAt = given.clockAt ?? Temporal.Now.instant();
    const moment = demoMoment(startedAt, given.timeZone);
    if (moment.at) {
      env.CLOCK_AT = moment.at.toString();
      say(`No school today: it is the morning of ${writtenDay(moment.day)}, the last school day`);
    }
    const config = loadConfig({ ...process.env, ...env });
    const clock = createClock({ timeZone: config.timeZone, startsAt: config.clockAt });
    say("Starting the Aeries stand-in and the mail catcher, building the pages");
    const mail = await startMail(children, ended);
    env.SMTP_URL = mail.smtpUrl;
    env.MAIL_FROM = "attendance@sierra-vista.example";
    const aeries = [
      "sandbox/aeries/main.ts",
      "--port",
      String(aeriesPort),
      "--certificate",
      kept.certificate,
      "--today",
      clock.today().toString(),
    ];
    await new Promise<void>((up) => {
      children.start("aeries", aeries, process.env, { onLine: () => up(), onEnd: ended });
    });
    children.start("worker", ["server/worker.ts"], env, { onEnd: ended });
    const built = hotReload ? Promise.resolve(false) : buildPages();
    const admin = postgres(urls.admin, { max: 2, onnotice: () => {} });
    const web = connect(urls.web, { max: 2, name: "demo" });
    stops.push(() => Promise.all([admin.end(), web.close()]));
    const door = createDoor({ database: web, clock, log: silent });
    const sending = await openJobs(urls.web, silent);
    const [known] = await admin<
      { n: number }[]
    >`select count(*)::int as n from sync_run where resource = 'attendance' and outcome = 'ok'`;
    await door.asVisitor((tx) =>
      sending.jobs.enqueue(tx, "sync-district", { full: known?.n === 0, startedBy: null }),
    );
    stops.push(() => sending.boss.stop({ graceful: false }));
    let users = readAccess(folder)?.users ?? [];
    if (known?.n === 0 || users.length === 0) {
      say("Reading the district from Aeries");
      await watchFirstLoad(admin, say);
      say("Giving people accounts");
      await settleDistrict(admin, clock, kept.apiToken);
      users = await createPeople(await choosePeople(admin), {
        door,
        clock,
        secrets: createSecretBox(config.secretKey, config.previousSecretKeys),
        admin,
      });
      await enterSampleAmounts(admin, clock.now());
      say("Playing a season of recovery");
      await playSeason(
        { door, clock, jobs: sending.jobs, log: silent, settings: { timeZone: config.timeZone } },
        admin,
      );
      await door.asVisitor((tx) => sending.jobs.enqueue(tx, "settle-claims", {}));
    }
    await built;
    say("Starting the web server");
    await new Promise<void>((up) => {
      const onLine = (line: string) => line.includes('"event":"listening"') && up();
      children.start("web", ["server/index.ts"], env, { onLine, onEnd: ended });
    });
    const access: AccessFile = {
      url: `http://localhost:${port}`,
      metrics_url: `http://localhost:${metricsPort}/api/metrics`,
      metrics_token: kept.metricsToken,
      aeries: { url: env.AERIES_URL!, certificate: kept.certificate },
      api_token: kept.apiToken,
      mail: { url: mail.url },
      users,
    };
    writeAccess(folder, access);
    return access;
  };
  try {
    const access = await Promise.race([bringUp(), trouble]);
    ready = true;
    return { access, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}
