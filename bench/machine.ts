import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";
import { type Embedded, serverProcess, startEmbedded } from "#server/embedded-postgres.ts";
import { migrateDatabase } from "#server/migrations.ts";
import { webWords } from "#server/web-words.ts";
import { clockAt } from "./district.ts";

/** What a figure is measured with. The database is durable: what it has confirmed is on the disk. */
export type Bench = {
  /** The real web process. */
  product: string;
  /** The bare Remix app. */
  floor: string;
  server: Embedded;
  /** One connection of the superuser. */
  admin: postgres.Sql;
  urls: { admin: string; web: string; worker: string };
  processes: { web: number[]; database: number };
  folder: string;
  stop(): Promise<void>;
};

const databaseName = "ap_tool";

/** Builds both apps, starts a database of its own, migrates it, calls `layOut`, and starts both web processes. */
export async function startBench(layOut: (admin: postgres.Sql) => Promise<void>): Promise<Bench> {
  const folder = join(".data", `bench-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const stops: (() => Promise<void>)[] = [
    () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  ];
  const stop = async () => {
    for (const each of stops.reverse()) await each();
  };
  try {
    const env = { FLOOR_FOLDER: join(folder, "floor") };
    await run("remix", ["vite:build"], env);
    await run("remix", ["vite:build", "--config", "bench/floor/vite.config.ts"], env);
    const server = await startDatabase(folder);
    stops.push(() => server.stop());
    const urls = await migratedDatabase({ server }, databaseName);
    const admin = postgres(urls.admin, { max: 1, onnotice: () => {}, max_lifetime: null });
    stops.push(() => admin.end({ timeout: 5 }));
    await layOut(admin);
    const web = await startProcess("server/index.ts", folder, {
      APP_ENVIRONMENT: "development",
      DATA_FOLDER: folder,
      CLOCK_AT: clockAt,
      REQUESTS_PER_ADDRESS_PER_MINUTE: "1000000",
    });
    stops.push(web.stop);
    const floor = await startProcess("bench/floor/serve.ts", folder, env);
    stops.push(floor.stop);
    const processes = { web: [web.pid, floor.pid], database: (await serverProcess(folder))! };
    return { product: web.url, floor: floor.url, server, admin, urls, processes, folder, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

/** The server: durable, and without a checkpoint in the middle of a measurement that follows much writing. */
const startDatabase = (folder: string): Promise<Embedded> =>
  startEmbedded(folder, ["-c", "shared_preload_libraries=pg_stat_statements", "-c", "max_wal_size=8GB"]);

/** Makes a database on the run's server and brings it up to date. */
export async function migratedDatabase(
  { server }: Pick<Bench, "server">,
  name: string,
): Promise<Bench["urls"]> {
  const sql = postgres(server.urls("postgres").admin, { max: 1 });
  await sql`create database ${sql(name)}`;
  await sql.end();
  const urls = server.urls(name);
  await migrateDatabase(urls.admin, {
    web: new URL(urls.web).password,
    worker: new URL(urls.worker).password,
  });
  return urls;
}

async function run(command: string, words: string[], env: Record<string, string>): Promise<void> {
  const child = spawn(join("node_modules/.bin", command), words, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${command} ${words.join(" ")} failed.`);
}

/** A web process in production mode on free ports; its log goes to a file, as to a pipe that someone reads. */
async function startProcess(file: string, folder: string, env: Record<string, string>) {
  const [port, metricsPort] = [await freePort(), await freePort()];
  // Product and floor are started as `npm start` starts the product.
  const flags = webWords().filter((word) => word.startsWith("--"));
  const profiled = process.env.BENCH_PROFILE && file.startsWith("server/");
  const child = spawn(
    process.execPath,
    [...(profiled ? ["--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : []), ...flags, file],
    {
      env: {
        ...process.env,
        ...env,
        NODE_ENV: "production",
        PORT: String(port),
        METRICS_PORT: String(metricsPort),
      },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  child.stdout!.pipe(createWriteStream(join(folder, `${file.replaceAll("/", "-")}.log`)));
  const url = `http://127.0.0.1:${port}`;
  await answering(child, url);
  return {
    url,
    pid: child.pid!,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

async function answering(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error("The web process ended before it answered.");
    const answer = await fetch(url, { redirect: "manual" }).catch(() => null);
    if (answer) return void (await answer.arrayBuffer());
    await wait(100);
  }
  throw new Error("The web process did not answer within 20 seconds.");
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}
