import http from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

type Answering = (request: http.IncomingMessage, response: http.ServerResponse, count: number) => void;

/** A real server on loopback for one test; `requests` are the paths and headers it was asked with. */
export async function answering(answer: Answering) {
  const requests: { url: string; headers: http.IncomingHttpHeaders }[] = [];
  const server = http.createServer((request, response) => {
    requests.push({ url: request.url ?? "", headers: request.headers });
    answer(request, response, requests.length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** An address on loopback where nobody listens. */
export async function nobody(): Promise<string> {
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

export function json(response: http.ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

/** Keeps what is logged, so that a test can look for what must never be there. */
export function notedLog() {
  const lines: string[] = [];
  const note = (event: string, facts?: Record<string, unknown>) => {
    lines.push(JSON.stringify({ event, ...facts }));
  };
  return { lines, log: { info: note, warn: note, error: note } };
}
