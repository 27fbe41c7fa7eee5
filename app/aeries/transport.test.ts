import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { selfSigned } from "../../tests/aeries/self-signed.ts";
import { createTransport } from "./transport.server.ts";

let folder: string;
let server: https.Server;
let url: URL;
const path = (name: string) => join(folder, name);

function issue(name: string, ip?: string): void {
  const { certificate, key } = selfSigned(name, ip);
  writeFileSync(path(`${name}.crt`), certificate);
  writeFileSync(path(`${name}.key`), key);
}

async function send(files: { cert?: string; key?: string; ca?: string }) {
  const { cert, key, ca } = files;
  const transport = createTransport({
    certPath: cert && path(cert),
    keyPath: key && path(key),
    caPath: ca && path(ca),
  });
  try {
    return await transport.send(url, { headers: {}, signal: AbortSignal.timeout(3000), maxBytes: 1000 });
  } finally {
    transport.close();
  }
}

describe("mutual TLS", () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "aeries-tls-"));
    issue("server", "127.0.0.1");
    issue("client");
    server = https.createServer(
      {
        cert: readFileSync(path("server.crt")),
        key: readFileSync(path("server.key")),
        ca: readFileSync(path("client.crt")),
        requestCert: true,
        rejectUnauthorized: true,
      },
      (request, response) => response.end((request.socket as TLSSocket).getPeerCertificate().subject.CN),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  test("a client certificate opens a door that asks for one", async () => {
    const answer = await send({ cert: "client.crt", key: "client.key", ca: "server.crt" });
    expect(answer).toEqual({ status: 200, retryAfter: null, body: "client" });
  });

  test("the door stays shut without it, and a stranger's door is not trusted", async () => {
    await expect(send({ ca: "server.crt" })).rejects.toMatchObject({
      code: expect.stringMatching(/^ERR_SSL|ECONNRESET/),
    });
    await expect(send({ cert: "client.crt", key: "client.key" })).rejects.toMatchObject({
      code: "DEPTH_ZERO_SELF_SIGNED_CERT",
    });
  });
});
