import type { Request, RequestHandler } from "express";
import helmet from "helmet";
import onHeaders from "on-headers";
import type { Counters } from "#app/context.ts";
import type { Config } from "./config.ts";
import { drained } from "./drain.ts";
import { isApi, refusals, refuse } from "./refusal.ts";

/** The larger one is beyond what a sheet may hold in characters, so that its own page refuses it and gives all back. */
const bodyLimitBytes = { form: 256 * 1024, sheet: 2 * 1024 * 1024 };
const unsafe = new Set(["POST", "PUT", "PATCH", "DELETE"]);
const formTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;
const jsonType = /^application\/([\w.-]+\+)?json\b/i;

/**
 * What a browser may do with our pages: run our own files, talk and send forms to us, and nothing else.
 * Nothing is stored in caches unless a later layer says so.
 */
export function securityHeaders(config: Pick<Config, "secureCookies" | "vite">): RequestHandler[] {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: config.vite ? ["'self'", "ws:"] : ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(config.secureCookies ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: config.secureCookies ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
    xDownloadOptions: false,
    xDnsPrefetchControl: false,
  });
  return [
    headers,
    (_request, response, next) => {
      response.setHeader(
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
      );
      // Remix appends its headers to ours, so a default can only be set at the last moment.
      onHeaders(response, () => {
        if (!response.hasHeader("Cache-Control")) response.setHeader("Cache-Control", "no-store");
      });
      next();
    },
  ];
}

/**
 * Refuses what another site's page makes a browser send. Scripts send neither header and are let through: they
 * carry a token, not a cookie.
 */
export function sameSiteOnly(
  config: Pick<Config, "publicUrl" | "environment">,
  counters: Pick<Counters, "securityAlert">,
): RequestHandler {
  return (request, response, next) => {
    if (!unsafe.has(request.method)) return next();
    const site = request.get("sec-fetch-site");
    const origin = request.get("origin");
    const ours =
      origin === undefined ||
      origin === config.publicUrl ||
      (config.environment !== "production" && origin === `${request.protocol}://${request.get("host")}`);
    if (ours && (site === undefined || site === "same-origin" || site === "none")) return next();
    counters.securityAlert("cross_site");
    refuse(request, response, refusals.crossSite);
  };
}

/** Bodies are forms of at most 256 kB (2 MB with a sheet), or JSON under /api, and say their length beforehand. */
export function smallBodiesOnly(takesSheet: (request: Request) => boolean): RequestHandler {
  return (request, response, next) => {
    if (!unsafe.has(request.method)) return next();
    const declared = request.get("content-length");
    const stop = async (refusal: (typeof refusals)["tooLarge"]) => {
      if (!(await drained(request))) response.set("Connection", "close");
      if (!response.destroyed) refuse(request, response, refusal);
    };
    if (request.get("transfer-encoding") !== undefined) return stop(refusals.lengthMissing);
    const bytes = Number(declared ?? 0);
    const most =
      bytes > bodyLimitBytes.form && takesSheet(request) ? bodyLimitBytes.sheet : bodyLimitBytes.form;
    if (bytes > most) return stop(refusals.tooLarge);
    const type = request.get("content-type") ?? "";
    const accepted = isApi(request) ? jsonType : formTypes;
    if (bytes > 0 && !accepted.test(type)) return stop(refusals.wrongType);
    next();
  };
}

const needlesslyEncoded = /%(2[DE]|5F|7E|3\d|[46][1-9A-F]|[57][0-9A])/gi;

/**
 * Remix decodes an address before it chooses a route; the layers before it must see the same one. The letter NUL, which
 * nobody types and the database does not take, is left out.
 */
export function plainAddress(): RequestHandler {
  return (request, _response, next) => {
    if (request.url.includes("%00")) request.url = request.url.replaceAll("%00", "");
    const [path = "", ...query] = request.url.split("?");
    if (path.includes("%")) {
      const plain = path.replace(needlesslyEncoded, (code) => decodeURIComponent(code));
      request.url = [plain, ...query].join("?");
    }
    next();
  };
}

/** Without a trusted proxy, what a visitor writes into the forwarding headers must reach nobody. */
export function ownAddressOnly(config: Pick<Config, "trustProxy">): RequestHandler {
  return (request, _response, next) => {
    delete request.headers["x-forwarded-host"];
    if (config.trustProxy === 0) delete request.headers["x-forwarded-proto"];
    next();
  };
}
