import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect as connectPlain } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Reach } from "./health.ts";

/** Asks a Redis or Valkey for a sign of life: PING, answered by PONG or by a demand for a password. */
export function cacheReach(address: string): Reach {
  const url = new URL(address);
  const target = { host: url.hostname, port: Number(url.port || 6379) };
  return (signal) =>
    new Promise((done, fail) => {
      const socket = url.protocol === "rediss:" ? connectTls(target) : connectPlain(target);
      const settle = (end: () => void) => {
        socket.destroy();
        end();
      };
      signal.addEventListener("abort", () => settle(() => fail(new Error("aborted"))));
      socket.once("error", (error) => settle(() => fail(error)));
      socket.once("data", (data) =>
        settle(() => (/^(\+PONG|-NOAUTH)/.test(String(data)) ? done() : fail(new Error("not a cache")))),
      );
      socket.write("PING\r\n");
    });
}

/** When the client certificate in a PEM file ends. @throws when the file cannot be read or is no certificate */
export function certificateEnds(pemPath: string): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(
    new X509Certificate(readFileSync(pemPath)).validToDate.getTime(),
  );
}

/** Whether the database lives at Supabase, judged by its host. */
export function livesAtSupabase(databaseUrl: string | null): boolean {
  return databaseUrl !== null && /(^|\.)supabase\.(co|com)$/.test(new URL(databaseUrl).hostname);
}
