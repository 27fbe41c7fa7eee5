import { AsyncLocalStorage } from "node:async_hooks";
import { existsSync } from "node:fs";
import pino from "pino";
import type { Log } from "#app/context.ts";
import { redact } from "./redaction.ts";

const requests = new AsyncLocalStorage<string>();

/** Everything logged while `work` runs carries the request's id. */
export const withRequestId = <T>(id: string, work: () => T): T => requests.run(id, work);

const syncFolder = "/var/log/ap-tool";

/** Lines of a busy moment leave together, a tenth of a second late at most: a write a line costs each page its share. */
const standardOutput = () => pino.destination({ fd: 1, sync: false, minLength: 4096, periodicFlush: 100 });

/**
 * One JSON line an event: `time`, `level`, `service`, `event`, `request_id`, then the redacted facts.
 * Events whose name starts with `sync_` also go to the sync log when its folder exists.
 */
export function createLog(settings: {
  level: pino.LevelWithSilent;
  service: "web" | "worker" | "migrate" | "first-administrator";
  destination?: pino.DestinationStream;
  syncFile?: string | null;
}): Log {
  const options: pino.LoggerOptions = {
    level: settings.level,
    base: { service: settings.service },
    messageKey: "event",
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => {
      const id = requests.getStore();
      return id ? { request_id: id } : {};
    },
  };
  const main = pino(options, settings.destination ?? standardOutput());
  const syncFile =
    settings.syncFile === undefined && existsSync(syncFolder)
      ? `${syncFolder}/aeries-sync.log`
      : settings.syncFile;
  const sync = syncFile ? openSyncLog(options, syncFile, main) : null;

  const write = (level: "info" | "warn" | "error") => (event: string, facts?: Record<string, unknown>) => {
    const safe = redact(facts ?? {}) as Record<string, unknown>;
    main[level](safe, event);
    // What warns may be the last that the process says.
    if (level !== "info") main.flush();
    if (event.startsWith("sync_")) sync?.[level](safe, event);
  };
  return { info: write("info"), warn: write("warn"), error: write("error") };
}

/** A folder that cannot be written to must not stop the product: stdout still has every line. */
function openSyncLog(options: pino.LoggerOptions, file: string, main: pino.Logger): pino.Logger | null {
  try {
    return pino(options, pino.destination({ dest: file, append: true, sync: true }));
  } catch {
    main.warn({ file }, "sync_log_unwritable");
    return null;
  }
}
