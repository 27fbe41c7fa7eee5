import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jobNames, schedules } from "#app/jobs/names.ts";
import { contextOn } from "../tests/access/test-context.ts";
import {
  clockAt,
  createTestDatabase,
  silentLog,
  type TestDatabase,
} from "../tests/database/test-database.ts";
import { type JobHandlers, migrateJobs, openJobs, runJobs } from "./jobs.ts";

const clock = clockAt("2026-10-14T17:00:00Z");
let database: TestDatabase;
let opened: Awaited<ReturnType<typeof openJobs>>;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  opened = await openJobs(database.urls.web, silentLog);
});
afterAll(async () => {
  await opened.boss.stop({ graceful: false });
  await database.drop();
});

const idle = Object.fromEntries(jobNames.map((name) => [name, async () => {}])) as unknown as JobHandlers;

test("a check of all history is queued beside one of what is new, and each of them once", async () => {
  const { jobs, boss } = opened;
  for (const data of [{}, { whole: true }, {}, { whole: true }])
    await database.web.asVisitor((tx) => jobs.enqueue(tx, "check-compliance", data));
  const queued = await boss.findJobs("check-compliance");
  expect(
    queued
      .map(({ data }) => data)
      .toSorted((a, b) => Object.keys(a as object).length - Object.keys(b as object).length),
  ).toEqual([{}, { whole: true }]);
});

test("a worker keeps the schedules of its release and removes those of an earlier one", async () => {
  const { boss } = opened;
  await boss.schedule("clear-away", "0 1 * * *", {}, { key: "s5" });
  const running = await runJobs(database.urls.worker, contextOn(database, clock).context, idle);
  try {
    const kept = await boss.getSchedules();
    const lines = (all: readonly { name: string; cron: string }[]) =>
      all.map(({ name, cron }) => `${name} ${cron}`).toSorted();
    expect(lines(kept)).toEqual(lines(schedules));
    const whole = await database.worker.asVisitor((tx) =>
      tx.execute(
        sql`select options ->> 'singletonKey' as key from pgboss.schedule where data ->> 'whole' = 'true'`,
      ),
    );
    expect([...whole]).toEqual([{ key: "whole" }]);
  } finally {
    await running.stop({ graceful: false });
  }
});

test("the job of a worker that fell silent is queued again, long before it would be called stuck", async () => {
  const { jobs, boss } = opened;
  const data = { schoolId: 10, full: false, startedBy: null };
  await database.web.asVisitor((tx) => jobs.enqueue(tx, "sync-school", data));
  // Taken, and then nothing: as by a worker that is killed.
  const [taken] = await boss.fetch("sync-school");
  const stateAfter = async (silent: string) => {
    await database.admin`update pgboss.job set heartbeat_on = now() - ${silent}::interval where id = ${taken!.id}`;
    await database.admin`update pgboss.queue set monitor_on = null, monitor_claim_on = null`;
    await supervisor.supervise("sync-school");
    const [job] = await boss.findJobs("sync-school", { id: taken!.id });
    return job?.state;
  };
  const supervisor = await runJobs(database.urls.worker, contextOn(database, clock).context, idle);
  try {
    expect(await stateAfter("40 seconds")).toBe("active");
    expect(await stateAfter("61 seconds")).toBe("retry");
  } finally {
    await supervisor.stop({ graceful: false });
  }
});

test("queues that an earlier release made get the settings of this one", async () => {
  await database.admin`update pgboss.queue set heartbeat_seconds = null, retry_limit = 0`;
  await migrateJobs(database.urls.admin);
  const queues = await opened.boss.getQueues([...jobNames]);
  expect(queues).toHaveLength(jobNames.length);
  for (const { heartbeatSeconds, retryLimit, policy } of queues)
    expect({ heartbeatSeconds, retryLimit, policy }).toEqual({
      heartbeatSeconds: 60,
      retryLimit: 3,
      policy: "stately",
    });
});
