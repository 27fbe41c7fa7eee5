import { STATUS_CODES } from "node:http";
import type { Request, RequestHandler, Response } from "express";
import { problemType } from "#app/access/api-problem.ts";
import { isApi, type Refusal, refusals, refuse } from "./refusal.ts";

/**
 * Under /api whatever fails is answered as a problem (RFC 9457), also where Remix or a lost database answered in words
 * of their own. What those words were is not passed on: they are made for pages, or for developers.
 */
export function failuresAsProblems(): RequestHandler {
  return (request, response, next) => {
    if (isApi(request)) replaceFailure(request, response);
    next();
  };
}

function replaceFailure(request: Request, response: Response): void {
  const { write, end } = response;
  const isForeign = () =>
    response.statusCode >= 400 &&
    !response.headersSent &&
    !String(response.getHeader("Content-Type")).startsWith(problemType);
  response.write = ((...given: Parameters<typeof write>) =>
    isForeign() || write.apply(response, given)) as typeof write;
  response.end = ((...given: Parameters<typeof end>) => {
    if (!isForeign()) return end.apply(response, given);
    Object.assign(response, { write, end });
    for (const name of ["X-Remix-Error", "X-Remix-Catch"]) response.removeHeader(name);
    refuse(request, response, refusalOf(response.statusCode));
    return response;
  }) as typeof end;
}

function refusalOf(status: number): Refusal {
  if (status === refusals.unavailable.status) return refusals.unavailable;
  if (status >= 500) return refusals.broken;
  const sentence = "This address is not called like this. /api/openapi.json says how it is called.";
  return { status, title: STATUS_CODES[status] ?? "Not understood", sentence };
}
