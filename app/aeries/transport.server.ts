import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { Answer } from "./answer.ts";

/** Sends one GET and resolves with the whole answer; rejects with an Error that may carry a system `code`. */
export type Send = (
  url: URL,
  options: { headers: Record<string, string>; signal: AbortSignal; maxBytes: number },
) => Promise<Answer>;

/** Paths of PEM files, for districts that front Aeries with mutual TLS; `caPath` for a district's own authority. */
export type ClientCertificate = { certPath?: string; keyPath?: string; caPath?: string };

export class TooLarge extends Error {}

const decoders: Record<string, (() => NodeJS.ReadWriteStream & Readable) | undefined> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * node:http rather than fetch: fetch has no way to a client certificate without a package, and carries our header
 * along when it follows a redirect to another host. Redirects are answers here. Throws when a file cannot be read.
 */
export function createTransport(certificate: ClientCertificate = {}): {
  send: Send;
  close(): void;
} {
  const read = (path: string | undefined) => (path === undefined ? undefined : readFileSync(path));
  const agents = {
    "http:": new http.Agent({ keepAlive: true }),
    "https:": new https.Agent({
      keepAlive: true,
      minVersion: "TLSv1.2",
      cert: read(certificate.certPath),
      key: read(certificate.keyPath),
      ca: read(certificate.caPath),
    }),
  };

  const send: Send = (url, { headers, signal, maxBytes }) =>
    new Promise((resolve, reject) => {
      const secure = url.protocol === "https:";
      const request = (secure ? https : http).get(
        url,
        {
          agent: secure ? agents["https:"] : agents["http:"],
          headers: { ...headers, "accept-encoding": "gzip, deflate, br" },
          signal,
        },
        (response) => {
          readBody(response, maxBytes).then(
            (body) =>
              resolve({
                status: response.statusCode ?? 0,
                retryAfter: response.headers["retry-after"] ?? null,
                body,
              }),
            (error) => {
              request.destroy();
              reject(error);
            },
          );
        },
      );
      request.on("error", reject);
    });
  return {
    send,
    close() {
      agents["http:"].destroy();
      agents["https:"].destroy();
    },
  };
}

async function readBody(response: http.IncomingMessage, maxBytes: number): Promise<string> {
  const decoder = decoders[response.headers["content-encoding"] ?? ""]?.();
  if (decoder !== undefined) response.on("error", (error) => decoder.destroy(error));
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of decoder === undefined ? response : response.pipe(decoder)) {
    bytes += chunk.length;
    // Counted after decompression: a small answer may unfold to any size.
    if (bytes > maxBytes) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
}
