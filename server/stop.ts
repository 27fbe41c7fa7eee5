import { createServer, type RequestListener, type Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "#app/context.ts";
import type { Drain } from "./health.ts";
import { startFailure } from "./start-failure.ts";

/** A start that cannot go on; the sentence says why and what to do. */
export class CannotStart extends Error {}

/**
 * Listens until stopped.
 * @throws CannotStart when the port is taken or not ours to use
 */
export function listen(
  app: RequestListener,
  host: string,
  port: number,
  portVariable: string,
): Promise<Server> {
  const server = createServer(
    { keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 60_000 },
    app,
  );
  return new Promise((done, fail) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `Port ${port} is already in use. Stop what uses it, or set ${portVariable} to another port.`,
        EACCES: `Port ${port} is not allowed for this user. Set ${portVariable} to a port above 1023.`,
      };
      fail(
        new CannotStart(reasons[error.code ?? ""] ?? `Cannot listen on ${host}:${port}: ${error.message}`),
      );
    });
    server.listen(port, host, () => done(server));
  });
}

export type Stopping = {
  log: Log;
  drain: Drain;
  /** How long readiness says "draining" before the port closes. */
  drainDelayMs: number;
  /** From the signal until the process leaves, finished or not. */
  graceMs: number;
  server: Server | null;
  /** Closes pools, files and other servers, after the last request. */
  close: () => Promise<void>;
  exit: (code: number) => void;
};

/**
 * Stops without dropping what is under way: say "draining", wait for the load balancer, take no new connection,
 * finish each request, close the rest. Leaves with 1 when the grace runs out.
 */
export async function stop(parts: Stopping): Promise<void> {
  const { log, drain, server } = parts;
  if (drain.draining) return;
  drain.draining = true;
  const started = performance.now();
  log.info("stopping", { grace_ms: parts.graceMs });
  const deadline = setTimeout(() => {
    log.error("stop_ran_out_of_time");
    parts.exit(1);
  }, parts.graceMs);
  try {
    await wait(parts.drainDelayMs);
    if (server) await closeServer(server);
    await parts.close();
    log.info("stopped", { milliseconds: Math.round(performance.now() - started) });
    parts.exit(0);
  } catch (error) {
    log.error("stop_failed", { error });
    parts.exit(1);
  } finally {
    clearTimeout(deadline);
  }
}

/** Resolves when the last request is answered; connections that idle meanwhile are closed as they fall idle. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  await closed;
  clearInterval(sweep);
}

/** Stops on the signals of a container, and leaves at once when the code itself has lost its way. */
export function stopOnSignals(parts: Stopping): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => void stop(parts));
  }
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => {
      parts.log.error("crashed", { error });
      parts.exit(1);
    });
  }
}

/** Prints why the process does not start, one sentence a line, and leaves. */
export function explainAndLeave(error: unknown): never {
  const unforeseen = () => (error instanceof Error ? error.stack : String(error));
  process.stderr.write(`${startFailure(error) ?? unforeseen()}\n`);
  process.exit(1);
}
