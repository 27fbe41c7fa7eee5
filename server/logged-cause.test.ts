import { afterAll, beforeAll, expect, test } from "vitest";
import { createAeriesClient } from "#app/aeries/client.server.ts";
import { nobody } from "../tests/aeries/answering.ts";
import { type SyncedDistrict, startSyncedDistrict } from "../tests/aeries/synced-district.ts";
import { openJobs } from "./jobs.ts";
import { createLog } from "./log.ts";

/** What went wrong stands in the log by its own code, which is all that is kept of it. */
let here: SyncedDistrict;
beforeAll(async () => {
  here = await startSyncedDistrict();
  await here.district();
});
afterAll(() => here.close());

function recorded() {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLog({ level: "info", service: "worker", destination, syncFile: null });
  const of = (event: string) => lines.map((line) => JSON.parse(line)).filter((line) => line.event === event);
  return { log, of };
}

test("of an Aeries that cannot be reached", async () => {
  const { log, of } = recorded();
  const aeries = createAeriesClient({
    baseUrl: await nobody(),
    certificate: here.stand.certificate,
    timeoutMs: 2000,
    concurrency: 1,
    retries: 0,
    today: here.context.clock.today,
    log,
  });
  await aeries.schools();
  aeries.close();
  expect(of("aeries_read_failed")).toMatchObject([{ kind: "unreachable", error_code: "ECONNREFUSED" }]);
});

test("of rows that the database refuses", async () => {
  const { log, of } = recorded();
  await here.admin`alter table term add constraint refused check (title = '')`;
  await here.school(40, { context: { ...here.context, log } });
  expect(of("sync_not_saved")).toMatchObject([{ school: 40, resource: "terms", error_code: "23514" }]);
});

test("of a queue that fails", async () => {
  const { log, of } = recorded();
  const { boss } = await openJobs(here.database.urls.web, log);
  boss.emit("error", Object.assign(new Error("shutting down"), { code: "57P01" }));
  boss.emit("error", new TypeError("of Ana Garcia"));
  await boss.stop({ graceful: false });
  expect(of("jobs_error")).toMatchObject([{ error_code: "57P01" }, { error_code: "TypeError" }]);
});
