import postgres from "postgres";
import { createDoor } from "#app/access/scope.server.ts";
import type { Log } from "#app/context.ts";
import { connect } from "#server/database.ts";
import type { Embedded } from "#server/embedded-postgres.ts";
import { openJobs } from "#server/jobs.ts";
import { webWords } from "#server/web-words.ts";
import { type AccessFile, type Kept, writeAccess, writeKept } from "./access-file.ts";
import { startAeries } from "./aeries.ts";
import { buildPages } from "./build.ts";
import { createChildren } from "./children.ts";
import { openDatabase } from "./database.ts";
import { demoEnvironment, type Ports } from "./environment.ts";
import { newestRun, watchFirstLoad } from "./first-load.ts";
import { furnish } from "./furnish.ts";
import { giveUpInterrupted } from "./interrupted.ts";
import { startMail } from "./mail.ts";
import type { Course } from "./start.ts";

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

type Given = {
  folder: string;
  hotReload: boolean;
  say: (line: string) => void;
  server: Embedded;
  kept: Kept;
  ports: Ports;
};

/** Puts the district together on a running database server, up to the web server that answers. */
export async function assemble(given: Given, { stops, ending, ended }: Course): Promise<AccessFile> {
  const { folder, say, kept, ports } = given;
  const whole = kept.users.length > 0;
  const urls = await openDatabase(given.server, whole, say);
  const { env, config, clock } = await demoEnvironment({ ...given, urls });
  const { timeZone, secretKey, previousSecretKeys } = config;

  say("Starting the Aeries stand-in and the mail catcher, building the pages");
  const children = await stops.opened(
    async () => createChildren(`${folder}/demo`),
    (opened) => opened.stop(),
  );
  // The same midnight for both, so that the district moves on with the product.
  const now = clock.now().toZonedDateTimeISO(timeZone).toPlainDateTime();
  const standIn = { port: ports.aeries, certificate: kept.certificate, now };
  const [mail] = await Promise.all([startMail(children, ended), startAeries(children, standIn, ended)]);
  env.SMTP_URL = mail.smtpUrl;
  env.MAIL_FROM = "attendance@sierra-vista.example";
  const built = given.hotReload
    ? Promise.resolve()
    : stops.opened(
        () => buildPages(ending),
        () => {},
      );
  built.catch(ended);

  const admin = await stops.opened(
    async () => postgres(urls.admin, { max: 2, onnotice: () => {} }),
    (opened) => opened.end(),
  );
  const web = await stops.opened(
    async () => connect(urls.web, { max: 2, name: "demo" }),
    (opened) => opened.close(),
  );
  const { jobs, boss } = await stops.opened(
    () => openJobs(urls.web, silent),
    (opened) => opened.boss.stop({ graceful: false }),
  );
  const door = createDoor({ database: web, clock, log: silent });
  await giveUpInterrupted(admin, boss);
  const before = await newestRun(admin);
  await door.asVisitor((tx) => jobs.enqueue(tx, "sync-district", { full: !whole, startedBy: null }));
  children.start("worker", ["server/worker.ts"], env, { onEnd: ended });

  let users = kept.users;
  if (!whole) {
    say("Reading the district from Aeries");
    await watchFirstLoad(admin, before, say, ending);
    const context = { door, clock, jobs, log: silent, settings: { timeZone } };
    users = await furnish(context, { admin, apiToken: kept.apiToken, secretKey, previousSecretKeys, say });
    writeKept(folder, { ...kept, users });
  }
  await built;
  say("Starting the web server");
  await new Promise<void>((up) => {
    const onLine = (line: string) => line.includes('"event":"listening"') && up();
    children.start("web", webWords(), env, { onLine, onEnd: ended });
  });
  const access: AccessFile = {
    url: `http://localhost:${ports.web}`,
    metrics_url: `http://localhost:${ports.metrics}/api/metrics`,
    metrics_token: kept.metricsToken,
    aeries: { url: env.AERIES_URL!, certificate: kept.certificate },
    api_token: kept.apiToken,
    mail: { url: mail.url },
    users,
  };
  writeAccess(folder, access);
  return access;
}
