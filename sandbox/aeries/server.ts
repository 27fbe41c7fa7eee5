import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { District } from "#sandbox/district/model.ts";
import { list, type Route } from "./ask.ts";
import { attendanceRoutes } from "./attendance-routes.ts";
import { classRoutes } from "./class-routes.ts";
import { controls, stateReport, UnknownPupil } from "./control.ts";
import { send, sendAnswer, sendError, sendJson } from "./reply.ts";
import { schoolRoutes } from "./school-routes.ts";
import { type State, startState } from "./state.ts";
import { studentRoutes } from "./student-routes.ts";
import type { Switches } from "./switches.ts";

export interface AeriesOptions {
  seed: number;
  today: Temporal.PlainDate;
  /** Time of day in the district at which the clock starts; it then runs. Default 10:15. */
  startTime?: Temporal.PlainTime;
  /** Milliseconds on a clock that runs; the machine's when absent. */
  clock?: () => number;
  /** 0 or absent takes a free port. */
  port?: number;
  host?: string;
  /** 32 letters and digits; drawn when absent. */
  certificate?: string;
  /** Path in front of /api/v5, default /admin; "" for the root. */
  prefix?: string;
}

export interface Aeries {
  /** With the prefix, without /api/v5. */
  url: string;
  /** Where the /sandbox levers are. */
  origin: string;
  certificate: string;
  switches: Switches;
  state: State;
  district(): District;
  close(): Promise<void>;
}

const routes = [...schoolRoutes, ...studentRoutes, ...classRoutes, ...attendanceRoutes].map((route) => ({
  route,
  parts: route.path.split("/"),
}));

/** Starts a stand-in of an Aeries server, API version 5, over a generated district. */
export async function startAeries(options: AeriesOptions): Promise<Aeries> {
  const { seed, today, host = "127.0.0.1", prefix = "/admin" } = options;
  const certificate = options.certificate ?? randomBytes(16).toString("hex");
  const startTime = options.startTime ?? Temporal.PlainTime.from("10:15");
  const state = startState({ seed, today, startTime, ...(options.clock && { clock: options.clock }) });
  const server = createServer((request, response) => {
    respond(state, certificate, prefix, request, response).catch((error: unknown) => {
      sendJson(response, 500, { Message: error instanceof Error ? error.message : "Failed" });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  return {
    url: origin + prefix,
    origin,
    certificate,
    switches: state.switches,
    state,
    district: () => state.district(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  state: State,
  certificate: string,
  prefix: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  state.keepUp();
  if (url.pathname.startsWith("/sandbox/")) return control(state, url, request, response);
  const { switches } = state;
  if (switches.dropConnections) {
    request.socket.destroy();
    return;
  }
  if (switches.latencyMs > 0) await wait(switches.latencyMs);
  const refuse = (status: number, message: string) => sendError(response, status, message, switches);
  if (switches.failNext.count > 0) {
    switches.failNext = { ...switches.failNext, count: switches.failNext.count - 1 };
    return refuse(switches.failNext.status, "The service is unavailable.");
  }
  if (switches.redirectTo !== "") {
    response.writeHead(302, { Location: switches.redirectTo }).end();
    return;
  }
  const base = `${prefix}/api/v5/`.toLowerCase();
  if (!url.pathname.toLowerCase().startsWith(base)) {
    return send(
      response,
      404,
      "text/html",
      "<html><body><h2>404 - File or directory not found.</h2></body></html>",
    );
  }
  const query = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
  const found = match(url.pathname.slice(base.length));
  const given = request.headers["aeries-cert"] ?? query.get("cert");
  if (!found?.route.open && given !== certificate) return refuse(401, "Invalid Certificate");
  if (!found) return refuse(404, "No HTTP resource was found that matches the request URI.");
  if (request.method !== "GET") return refuse(405, "The requested resource does not support this method.");
  const refused = found.route.area === null ? undefined : switches.permissions[found.route.area];
  if (refused) return refuse(refused, `The district has not set permissions for ${found.route.area}.`);
  if (switches.emptyAt.includes(found.route.path)) return sendAnswer(response, list([]), switches);
  const answer = found.route.answer({
    params: found.params,
    query,
    district: state.districtOf(Number(query.get("databaseyear") ?? Number.NaN)),
    switches,
    now: state.now(),
    availableYears: state.availableYears(),
    feed: state.feed,
  });
  return sendAnswer(response, answer, switches);
}

/** Matches a path without regard to case; a fixed part wins over a parameter. */
function match(path: string): { route: Route; params: Record<string, string> } | null {
  const given = path.replace(/\/$/, "").split("/").map(decodeURIComponent);
  let best: { route: Route; params: Record<string, string>; fixed: number } | null = null;
  for (const { route, parts } of routes) {
    if (parts.length !== given.length) continue;
    const fits = parts.every((part, index) => part.startsWith(":") || part === given[index]!.toLowerCase());
    const fixed = parts.filter((part) => !part.startsWith(":")).length;
    if (!fits || (best && best.fixed >= fixed)) continue;
    const named = parts.flatMap((part, index) =>
      part.startsWith(":") ? [[part.slice(1), given[index]!]] : [],
    );
    best = { route, params: Object.fromEntries(named), fixed };
  }
  return best;
}

async function control(
  state: State,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const name = url.pathname.slice("/sandbox/".length);
  if (name === "state" && request.method === "GET") return sendJson(response, 200, stateReport(state));
  const lever = controls[name];
  if (!lever || request.method !== "POST") return sendJson(response, 404, { Message: `No lever ${name}` });
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  try {
    sendJson(response, 200, lever(state, text ? JSON.parse(text) : {}));
  } catch (error) {
    const status = error instanceof UnknownPupil ? 404 : 400;
    sendJson(response, status, { Message: error instanceof Error ? error.message || error.name : "Failed" });
  }
}
