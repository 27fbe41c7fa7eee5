import { spawn } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, expect, test } from "vitest";
import { type Embedded, serverProcess, startEmbedded } from "#server/embedded-postgres.ts";
import { freePort } from "./machine.ts";

const folder = `.data/start-${process.pid}`;
const groups: number[] = [];
let alone: Embedded | null = null;
afterAll(async () => {
  for (const group of groups.filter(lives)) process.kill(-group, "SIGKILL");
  await alone?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** `npm run demo` as a process that leads a group of its own, so that whatever it leaves behind can be found. */
async function demo(...words: string[]) {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "sandbox/demo.ts", ...words],
    {
      env: {
        ...process.env,
        VITEST: "",
        DATA_FOLDER: folder,
        PORT: String(port),
        METRICS_PORT: String(metricsPort),
      },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    },
  );
  groups.push(child.pid!);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on("line", (line) => lines.push(line));
  const ended = new Promise<number | null>((done) => child.once("close", done));
  return {
    pid: child.pid!,
    ended,
    said: () => lines.join("\n"),
    says: (words: string) =>
      expect.poll(() => lines.join("\n"), { timeout: 90_000, interval: 20 }).toContain(words),
    lock: join(folder, "demo.lock"),
  };
}

/** Has the group a process left? */
function lives(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}

test("a signal to the demo alone, while it starts, leaves no process; and a start over is refused where one lives", async () => {
  const early = await demo();
  await early.says("Starting the database");
  process.kill(early.pid, "SIGINT");
  expect(await early.ended).toBe(0);
  expect(lives(early.pid)).toBe(false);
  expect(await serverProcess(folder)).toBeNull();

  // With hot reload, because a build that is stopped would take the pages from tests that run beside this one.
  const late = await demo("--dev");
  await late.says("Reading the district from Aeries");
  const database = await serverProcess(folder);
  expect(database).not.toBeNull();
  for (const words of [["--fresh"], []]) {
    const second = await demo(...words);
    expect(await second.ended).toBe(1);
    expect(second.said().trim()).toMatch(/^A demo runs in \S+ already \(process \d+\)\. .*DATA_FOLDER=.*$/);
    expect(second.said()).toContain(`${folder} already (process ${late.pid})`);
  }
  expect(await serverProcess(folder)).toBe(database);

  process.kill(late.pid, "SIGTERM");
  expect(await late.ended).toBe(0);
  expect(late.said()).toMatch(/\nStopping$/);
  expect(lives(late.pid)).toBe(false);
  expect(await serverProcess(folder)).toBeNull();
  expect(existsSync(late.lock)).toBe(false);
}, 180_000);

test("a database that runs without a demo is not deleted under whoever uses it", async () => {
  alone = await startEmbedded(folder);
  const pid = await serverProcess(folder);
  const second = await demo("--fresh");
  expect(await second.ended).toBe(1);
  expect(second.said().trim()).toBe(
    `A database runs in ${folder} (process ${pid}), and starting over would delete it. Stop it first: kill -INT ${pid}`,
  );
  expect(existsSync(join(folder, "postgres", "PG_VERSION"))).toBe(true);
  await alone.stop();
  // What a crash leaves: a note with a process number that is somebody else's by now.
  writeFileSync(join(folder, "postgres", "postmaster.pid"), `${process.pid}\n/\n0\n${await freePort()}\n`);
  expect(await serverProcess(folder)).toBeNull();
}, 60_000);
