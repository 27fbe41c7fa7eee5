import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTransport } from "./transport.server.ts";

let folder: string;
let server: https.Server;
let url: URL;
const path = (name: string) => join(folder, name);

function issue(name: string, ...more: string[]): void {
  const options = [
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-days",
    "2",
  ];
  const files = ["-keyout", path(`${name}.key`), "-out", path(`${name}.crt`), "-subj", `/CN=${name}`];
  execFileSync("openssl", [...options, ...files, ...more], { stdio: "ignore" });
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

// Node cannot issue a certificate, and nothing but Node has to be installed for the tests.
describe.skipIf(spawnSync("openssl", ["version"]).status !== 0)("mutual TLS", () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "aeries-tls-"));
    issue("server", "-addext", "subjectAltName=IP:127.0.0.1");
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
