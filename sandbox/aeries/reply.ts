import type { ServerResponse } from "node:http";
import type { Answer } from "./ask.ts";
import { bend, type Switches } from "./switches.ts";

const json = "application/json; charset=utf-8";

/** Sends what a route answered, bent as the switches say. */
export function sendAnswer(response: ServerResponse, answer: Answer, switches: Switches): void {
  const payload = answer.kind === "one" ? answer.row : answer.rows;
  if (answer.kind === "one" && payload === null) {
    sendError(response, 404, answer.message, switches);
  } else if (Array.isArray(payload) && payload.length === 0 && switches.noDataAs === "404") {
    sendError(response, 404, "No data found", switches);
  } else {
    const text = JSON.stringify(bend(payload, switches));
    send(response, 200, json, switches.truncateBody ? text.slice(0, Math.floor(text.length * 0.6)) : text);
  }
}

export function sendError(
  response: ServerResponse,
  status: number,
  message: string,
  switches: Switches,
): void {
  if (switches.errorBody === "json") {
    sendJson(response, status, { Message: message });
  } else {
    send(
      response,
      status,
      "text/html",
      `<!DOCTYPE html><html><body><h1>Server Error</h1>${message}</body></html>`,
    );
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, json, JSON.stringify(body));
}

export function send(response: ServerResponse, status: number, type: string, body: string): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { "Content-Type": type, "Content-Length": Buffer.byteLength(body) }).end(body);
}
