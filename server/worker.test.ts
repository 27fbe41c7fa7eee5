import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Aeries, startAeries } from "#sandbox/aeries/server.ts";
import { freePort } from "#sandbox/demo/machine.ts";
import {
  clockAt,
  createTestDatabase,
  silentLog,
  type TestDatabase,
} from "../tests/database/test-database.ts";
import { testEnvironment } from "./app.fixture.ts";
import { openJobs } from "./jobs.ts";

const now = "2026-10-14T17:15:00Z";
const clock = clockAt(now);
let database: TestDatabase;
let aeries: Aeries;
const workers: ChildProcess[] = [];
beforeAll(async () => {
  database = await createTestDatabase(clock);
  aeries = await startAeries({ seed: 7, today: clock.today() });
});
afterAll(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await aeries.close();
  await database.drop();
});

/** The real worker, with a grace of `graceMs`. */
async function startWorker(graceMs: number) {
  const worker = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "server/command.ts", "worker"],
    {
      env: {
        ...process.env,
        ...testEnvironment,
        NODE_ENV: "test",
        CLOCK_AT: now,
        DATABASE_WORKER_URL: database.urls.worker,
        AERIES_URL: aeries.url,
        AERIES_CERTIFICATE: aeries.certificate,
        WORKER_METRICS_PORT: String(await freePort()),
        SHUTDOWN_GRACE_MS: String(graceMs),
      },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  workers.push(worker);
  return {
    /** Tells it to stop; answers with what it left, and after how long. */
    stop: () =>
      new Promise<{ code: number | null; ms: number }>((left) => {
        const told = performance.now();
        worker.once("exit", (code) => left({ code, ms: performance.now() - told }));
        worker.kill("SIGTERM");
      }),
  };
}
const outcomes = async () =>
  (await database.admin`select distinct outcome from sync_run where school_id = 0`).map(
    ({ outcome }) => outcome,
  );
const jobs = () =>
  database.admin`select state::text from pgboss.job where name = 'sync-district' order by created_on`;

test("told to stop in the middle of a job, a worker leaves with 0 within its grace, and the job is done later", async () => {
  const graceMs = 6_000;
  aeries.switches.latencyMs = 600_000;
  const { jobs: sending, boss } = await openJobs(database.urls.web, silentLog);
  await database.web.asVisitor((tx) => sending.enqueue(tx, "sync-district", { full: true, startedBy: null }));
  await boss.stop({ graceful: false });

  const first = await startWorker(graceMs);
  await expect.poll(outcomes, { timeout: 30_000 }).toEqual([null]);
  const { code, ms } = await first.stop();
  expect(code).toBe(0);
  expect(ms).toBeLessThan(30_000);
  expect([...(await jobs())]).toEqual([{ state: "retry" }]);

  aeries.switches.latencyMs = 0;
  // The pause before another try, over.
  await database.admin`update pgboss.job set start_after = now() where name = 'sync-district'`;
  const second = await startWorker(graceMs);
  await expect.poll(jobs, { timeout: 60_000 }).toEqual([{ state: "completed" }]);
  expect((await outcomes()).toSorted()).toEqual(["interrupted", "ok"]);
  expect((await second.stop()).code).toBe(0);
}, 120_000);
