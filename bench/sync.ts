import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import postgres from "postgres";
import { syncDistrict } from "#app/aeries/sync/sync-district.server.ts";
import { syncSchool } from "#app/aeries/sync/sync-school.server.ts";
import { readConfig } from "#server/config.ts";
import { contextFor } from "#server/context.ts";
import { createLog } from "#server/log.ts";
import { createMetrics } from "#server/metrics.ts";
import { clockAt, today } from "./district.ts";
import type { Figure } from "./figure.ts";
import { copyRows } from "./lay-out.ts";
import { type Bench, migratedDatabase } from "./machine.ts";

/** The district's high school: by far the most marks, since they are taken by the period. */
const highSchool = 60;
/** Where the floor puts the same rows. */
const floorSchool = 61;

/** What the sync itself logs of a resource, after its commit. */
type SyncedResource = {
  event: string;
  resource: string;
  outcome: "ok" | "error";
  appeared: number;
  duration_ms: number;
};

/** The real sync of a high school's year of attendance, from Aeries' stand-in over HTTP until it is committed. */
export async function measureSync(bench: Bench): Promise<Figure[]> {
  const urls = await migratedDatabase(bench, "ap_sync");
  const stand = await startStand();
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLog({ level: "info", service: "worker", destination, syncFile: null });
  const config = readConfig({
    NODE_ENV: "development",
    DATABASE_WORKER_URL: urls.worker,
    SECRET_KEY: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64"),
    AERIES_URL: stand.url,
    AERIES_CERTIFICATE: stand.certificate,
    CLOCK_AT: clockAt,
  });
  const supplies = await contextFor("worker")({ config, log, metrics: createMetrics(log) });
  const admin = postgres(urls.admin, { max: 1, onnotice: () => {} });
  try {
    const never = new AbortController().signal;
    await syncDistrict(supplies.context, { full: true, startedBy: null }, never);
    await syncSchool(supplies.context, { schoolId: highSchool, full: true, startedBy: null }, never);
    const run = lines
      .map((line) => JSON.parse(line) as SyncedResource)
      .find(({ event, resource }) => event === "sync_resource" && resource === "attendance");
    if (run?.outcome !== "ok" || run.appeared === 0)
      throw new Error(`No attendance was synced:\n${lines.join("")}`);
    const floor = await copied(admin);
    if (floor.rows !== run.appeared)
      throw new Error(`The floor has ${floor.rows} rows instead of ${run.appeared}.`);
    return [
      {
        name: "Sync of attendance",
        unit: "rows a second",
        value: (run.appeared * 1000) / run.duration_ms,
        floor: { name: "rows a second, COPY", value: floor.rows / floor.seconds },
        target: 0.05,
        better: "more",
        note: `${run.appeared.toLocaleString("en-US")} marks of one school, from the first request to the commit.`,
      },
    ];
  } finally {
    await admin.end();
    await supplies.close();
    await stand.stop();
  }
}

/** COPY of the rows that the sync wrote into the same table, as those of another school. */
async function copied(admin: postgres.Sql): Promise<{ rows: number; seconds: number }> {
  const rows =
    await admin`select school_year, on_date::text as on_date, period, pupil_id, source, section_number,
    code, at::text as at from mark where school_id = ${highSchool} order by id`;
  const lines = rows.map((row) => [
    ...[floorSchool, row.school_year, row.on_date, row.period, row.pupil_id],
    ...[row.source, row.section_number, row.code, row.at],
  ]);
  const started = performance.now();
  await copyRows(
    admin,
    "mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, at)",
    lines,
  );
  return { rows: lines.length, seconds: (performance.now() - started) / 1000 };
}

/** Aeries' stand-in as a process of its own. */
async function startStand() {
  const child = spawn(process.execPath, ["sandbox/aeries/main.ts", "--port", "0", "--today", today], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface(child.stdout), "line");
  const { url, certificate } = JSON.parse(line as string) as { url: string; certificate: string };
  return {
    url,
    certificate,
    async stop() {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}
