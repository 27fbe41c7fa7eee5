import type { Log } from "#app/context.ts";
import { basesToTry, resourceUrl } from "./address.ts";
import { type AeriesFailure, type AeriesResult, failed } from "./failure.ts";
import type { SystemInfo } from "./payload/system-info.ts";
import { headers, readSystemInfo } from "./reader.server.ts";
import { createRequest } from "./request.server.ts";
import { type ClientCertificate, createTransport } from "./transport.server.ts";
import { createTurns } from "./turns.server.ts";

export type FoundBase = {
  baseUrl: string;
  systemInfo: SystemInfo;
  /** False on plain http, which some districts' own servers have: the certificate would travel in the open. */
  encrypted: boolean;
};

/**
 * Finds the API from whatever address a person pasted: under its path, then /aeries, /admin, /student and the root.
 * Asks for the system information only and sends no certificate, so a wrong guess gives nothing away. The failure is
 * `unreachable` or `timeout` at once, since all guesses are one host; else the most telling of the answers.
 */
export async function findBase(
  pasted: string,
  options: { timeoutMs: number; log: Log; clientCertificate?: ClientCertificate; signal?: AbortSignal },
): Promise<AeriesResult<FoundBase>> {
  const { timeoutMs, log, signal } = options;
  const transport = createTransport(options.clientCertificate);
  const request = createRequest({
    send: transport.send,
    turns: createTurns(1),
    timeoutMs,
    deadlineMs: timeoutMs,
    retries: 0,
    maxBytes: 64 * 1024,
    log,
  });
  const told: AeriesFailure[] = [];
  try {
    for (const baseUrl of basesToTry(pasted)) {
      const url = resourceUrl(baseUrl, "systeminfo");
      const found = readSystemInfo(
        await request({ url, headers, resource: "system_info", area: null, signal }),
      );
      if (found.ok) {
        const encrypted = url.protocol === "https:";
        return { ok: true, value: { baseUrl, systemInfo: found.value, encrypted } };
      }
      if (["unreachable", "timeout", "canceled"].includes(found.failure.kind)) return found;
      told.push(found.failure);
    }
  } finally {
    transport.close();
  }
  const telling = told.find(
    ({ kind }) => kind === "refused" || kind === "server_error" || kind === "rate_limited",
  );
  return telling === undefined ? failed("not_found") : { ok: false, failure: telling };
}
