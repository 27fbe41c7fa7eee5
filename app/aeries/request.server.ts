import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "#app/context.ts";
import { type RawRows, readAnswer } from "./answer.ts";
import { type AeriesResult, failed } from "./failure.ts";
import { mayPass, waitMs } from "./retry.ts";
import { type Send, TooLarge } from "./transport.server.ts";
import type { Turns } from "./turns.server.ts";

export type RequestOptions = {
  send: Send;
  turns: Turns;
  /** For one try, from the first byte sent to the last received. */
  timeoutMs: number;
  /** For the whole call: its turn in line, every try and every wait. */
  deadlineMs: number;
  /** Tries after the first. */
  retries: number;
  maxBytes: number;
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  chance?: () => number;
  log: Log;
};

export type Asked = {
  url: URL;
  headers: Record<string, string>;
  /** For the log: a noun such as "attendance", and the school. */
  resource: string;
  schoolCode?: number;
  area: string | null;
  signal?: AbortSignal;
};

/** One GET of rows, tried again where that may help. Never throws; see `AeriesFailure` for what can go wrong. */
export type RequestRows = (asked: Asked) => Promise<AeriesResult<RawRows>>;

const pause = async (ms: number, signal: AbortSignal) => {
  await wait(ms, undefined, { signal });
};

export function createRequest(options: RequestOptions): RequestRows {
  const { send, turns, log, sleep = pause, chance = Math.random } = options;

  const tryOnce = async (asked: Asked, whole: AbortSignal): Promise<AeriesResult<RawRows>> => {
    let own = whole;
    try {
      const giveBack = await turns(whole);
      try {
        own = AbortSignal.any([whole, AbortSignal.timeout(options.timeoutMs)]);
        const answer = await send(asked.url, {
          headers: asked.headers,
          signal: own,
          maxBytes: options.maxBytes,
        });
        return readAnswer(answer, asked.area, Date.now());
      } finally {
        giveBack();
      }
    } catch (error) {
      if (asked.signal?.aborted) return failed("canceled", asked.area);
      if (own.aborted) return failed("timeout", asked.area);
      if (error instanceof TooLarge) return failed("bad_shape", asked.area, { code: "TOO_LARGE" });
      return failed("unreachable", asked.area, { code: codeOf(error) });
    }
  };

  return async (asked) => {
    const started = performance.now();
    const deadline = AbortSignal.timeout(options.deadlineMs);
    const whole = asked.signal === undefined ? deadline : AbortSignal.any([asked.signal, deadline]);
    let result = await tryOnce(asked, whole);
    let tries = 1;
    while (!result.ok && mayPass(result.failure) && tries <= options.retries) {
      const ms = waitMs(tries, chance(), result.failure);
      if (performance.now() - started + ms >= options.deadlineMs) break;
      try {
        await sleep(ms, whole);
      } catch {
        result = failed(asked.signal?.aborted ? "canceled" : "timeout", asked.area);
        break;
      }
      tries++;
      result = await tryOnce(asked, whole);
    }
    const facts = {
      resource: asked.resource,
      school: asked.schoolCode,
      tries,
      ms: Math.round(performance.now() - started),
    };
    if (result.ok) log.info("aeries_read", { ...facts, rows: result.value.rows.length });
    else {
      const { kind, status, code } = result.failure;
      log.warn("aeries_read_failed", { ...facts, kind, status, error_code: code });
    }
    return result;
  };
}

/** ECONNREFUSED, CERT_HAS_EXPIRED, HPE_INVALID…: never the message, which names the host. */
function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
