import type { Request, Response } from "express";
import { problemBody, problemType } from "#app/access/api-problem.ts";

/** What a visitor is told when a layer in front of the pages turns a request away. */
export type Refusal = { status: number; title: string; sentence: string };

export const refusals = {
  crossSite: {
    status: 403,
    title: "Not sent from this site",
    sentence: "This form was not sent from this site. Open the page again and send it from there.",
  },
  tooLarge: {
    status: 413,
    title: "Too much at once",
    sentence: "That is more than can be sent at once. Go back and send less.",
  },
  lengthMissing: {
    status: 411,
    title: "Length missing",
    sentence: "The request does not say how long it is. Send it with a Content-Length.",
  },
  wrongType: {
    status: 415,
    title: "Not a form",
    sentence: "This address takes forms, and under /api it takes JSON.",
  },
  notFound: {
    status: 404,
    title: "Page not found",
    sentence: "There is no page at this address. Check it, or start from the home page.",
  },
  unavailable: {
    status: 503,
    title: "Not now",
    sentence: "The records cannot be reached right now. Nothing was saved. Please try again in a minute.",
  },
  broken: {
    status: 500,
    title: "Something went wrong",
    sentence: "Something went wrong on our side. Nothing was saved. Try again in a moment.",
  },
} satisfies Record<string, Refusal>;

/** @param seconds until tries are counted anew */
export function tooMany(seconds: number): Refusal {
  const minutes = Math.ceil(seconds / 60);
  const [count, unit] = seconds <= 60 ? [seconds, "second"] : [minutes, "minute"];
  const wait = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return {
    status: 429,
    title: "Too many tries",
    sentence: `There were too many tries. Wait ${wait} and try again.`,
  };
}

/** Routes match without regard to case, so this does too. */
export const isApi = (request: Request) => /^\/api(\/|$)/i.test(request.baseUrl + request.path);

/** A page of one sentence; under /api, a problem document (RFC 9457). */
export function refuse(request: Request, response: Response, refusal: Refusal): void {
  response.status(refusal.status).set("Cache-Control", "no-store");
  if (isApi(request)) {
    const { status, title, sentence } = refusal;
    response.type(problemType).send(problemBody({ status, title, detail: sentence }));
    return;
  }
  response.type("html").send(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${refusal.title}</title><main><h1>${refusal.title}</h1><p>${refusal.sentence}</p>
<p><a href="/">Home page</a></p></main></html>`,
  );
}
