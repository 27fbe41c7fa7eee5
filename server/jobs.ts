import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { Context, Jobs, Log } from "#app/context.ts";
import type { JobData, JobName } from "#app/jobs/names.ts";
import { jobNames, schedules } from "#app/jobs/names.ts";

export type JobHandlers = {
  [N in JobName]: (context: Context, data: JobData[N], signal: AbortSignal) => Promise<void>;
};

const schema = "pgboss";
/** One queued and one running a key: a second request for the same school waits, a third joins it. */
const policy = "stately";
const stuckAfterSeconds = 15 * 60;
/** A worker that was killed says nothing more: its job is taken up again two to three minutes later. */
const silentForSeconds = 60;

/** Makes the queue tables as `owner` and lets the two roles use them. Part of migrating. */
export async function migrateJobs(admin: string): Promise<void> {
  const url = new URL(admin);
  url.searchParams.set("options", "-c role=owner");
  const boss = new PgBoss({
    connectionString: url.toString(),
    schema,
    supervise: false,
    schedule: false,
    max: 2,
  });
  boss.on("error", () => {});
  await boss.start();
  const present = new Set((await boss.getQueues()).map((queue) => queue.name));
  for (const name of jobNames) {
    const options = {
      retryLimit: 3,
      retryDelay: 20,
      retryBackoff: true,
      expireInSeconds: stuckAfterSeconds,
      heartbeatSeconds: silentForSeconds,
    };
    if (present.has(name)) await boss.updateQueue(name, options);
    else await boss.createQueue(name, { policy, ...options });
  }
  const db = boss.getDb();
  await db.executeSql(`grant usage on schema ${schema} to web, worker`);
  await db.executeSql(
    `grant select, insert, update, delete on all tables in schema ${schema} to web, worker`,
  );
  await db.executeSql(`grant usage on all sequences in schema ${schema} to web, worker`);
  await db.executeSql(`grant execute on all functions in schema ${schema} to web, worker`);
  await boss.stop({ graceful: false });
}

/** What may be queued only once: the work of one school, or of one recovery session of it; of all history, or of news. */
const keyOf = (data: object): string => {
  const { schoolId, sessionId, whole } = data as { schoolId?: number; sessionId?: number; whole?: boolean };
  if (whole) return "whole";
  return schoolId === undefined ? "all" : [schoolId, sessionId].filter((id) => id !== undefined).join("/");
};

/** The sending half: every process has it. */
export async function openJobs(connectionString: string, log: Log): Promise<{ jobs: Jobs; boss: PgBoss }> {
  const boss = new PgBoss({
    connectionString,
    schema,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    max: 2,
  });
  boss.on("error", (failure) =>
    log.warn("jobs_error", { error_code: (failure as { code?: string }).code ?? failure.name }),
  );
  await boss.start();
  const jobs: Jobs = {
    async enqueue(tx, name, data) {
      await boss.send(name, data, { singletonKey: keyOf(data), db: fromDrizzle(tx, sql) });
    },
  };
  return { jobs, boss };
}

/** The working half: the worker process alone. Resolves when every handler listens. */
export async function runJobs(
  connectionString: string,
  context: Context,
  handlers: JobHandlers,
): Promise<PgBoss> {
  const { log } = context;
  const boss = new PgBoss({ connectionString, schema, migrate: false, createSchema: false, max: 6 });
  boss.on("error", (failure) =>
    log.warn("jobs_error", { error_code: (failure as { code?: string }).code ?? failure.name }),
  );
  await boss.start();
  for (const name of jobNames) {
    await boss.work(name, { pollingIntervalSeconds: 1, batchSize: 1 }, async ([job]) => {
      if (!job) return;
      const startedAt = performance.now();
      const handler = handlers[name] as (
        context: Context,
        data: unknown,
        signal: AbortSignal,
      ) => Promise<void>;
      await handler(context, job.data, job.signal);
      log.info("job_done", { job: name, duration_ms: Math.round(performance.now() - startedAt) });
    });
  }
  await keepSchedules(boss, context.settings.timeZone);
  return boss;
}

/** The schedules of this release, and none of an earlier one. */
async function keepSchedules(boss: PgBoss, tz: string): Promise<void> {
  const kept = schedules.map(({ name, cron, data }) => ({
    ...{ name, cron, data },
    key: cron.replace(/[^\d]+/g, "-"),
  }));
  for (const { name, key } of await boss.getSchedules())
    if (!kept.some((each) => each.name === name && each.key === key)) await boss.unschedule(name, key);
  for (const { name, cron, data, key } of kept)
    await boss.schedule(name, cron, data, { tz, key, singletonKey: keyOf(data) });
}
