import { createHash, timingSafeEqual } from "node:crypto";
import { BlockList, isIP } from "node:net";
import express, { type Express, type Request, type RequestHandler } from "express";
import type { Config } from "./config.ts";
import type { Metrics } from "./metrics.ts";

const answer =
  (metrics: Metrics): RequestHandler =>
  (_request, response, next) => {
    metrics
      .text()
      .then((text) => response.set("Cache-Control", "no-store").type(metrics.contentType).send(text))
      .catch(next);
  };

/** `/api/metrics` on the public port: for who has the token or comes from an allowed network. */
export function guardedMetrics(
  metrics: Metrics,
  config: Pick<Config, "metricsToken" | "metricsAllowedNetworks" | "trustProxy">,
): RequestHandler {
  const networks = networkList(config.metricsAllowedNetworks);
  const serve = answer(metrics);
  return (request, response, next) => {
    if (
      hasToken(request, config.metricsToken) ||
      (addressIsKnown(request, config.trustProxy) && inside(networks, request.ip))
    ) {
      return serve(request, response, next);
    }
    metrics.counters.unauthorizedAccess("token");
    response
      .status(401)
      .set("WWW-Authenticate", 'Bearer realm="metrics"')
      .type("text/plain")
      .send("Metrics need a token.\n");
  };
}

/** The port for scraping inside the network: metrics and liveness, nothing else. */
export function metricsApp(metrics: Metrics, live: RequestHandler): Express {
  const app = express();
  app.disable("x-powered-by");
  app.get(["/metrics", "/api/metrics"], answer(metrics));
  app.get("/api/health/live", live);
  return app;
}

const digest = (text: string) => createHash("sha256").update(text).digest();

function hasToken(request: Request, token: string | null): boolean {
  const given = /^Bearer (.+)$/i.exec(request.get("authorization") ?? "")?.[1];
  return token !== null && given !== undefined && timingSafeEqual(digest(given), digest(token));
}

/** Behind a proxy that we were not told of, every visitor would have the proxy's own address. */
const addressIsKnown = (request: Request, trustProxy: number) =>
  trustProxy > 0 || request.get("x-forwarded-for") === undefined;

function networkList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function inside(networks: BlockList, address: string | undefined): boolean {
  const plain = address?.replace(/^::ffff:(?=\d+\.)/, "") ?? "";
  const version = isIP(plain);
  return version !== 0 && networks.check(plain, version === 6 ? "ipv6" : "ipv4");
}
