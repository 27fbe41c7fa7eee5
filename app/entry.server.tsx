import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToStaticMarkup } from "react-dom/server";
import { isLost, offerResend } from "#app/access/resend.server.ts";

/** Draws the whole document at once. Static markup, because no page is hydrated: see docs/decisions/0001. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: AppLoadContext,
) {
  const lost = isLost(entry.staticHandlerContext);
  if (lost) {
    headers.set("Retry-After", "30");
    await offerResend(request, context, entry.staticHandlerContext);
  }
  const page = draw(entry, request.url);
  await context.mayAnswer();
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(page, { status: lost ? 503 : status, headers });
}

/** Bytes, and nothing else of the page: what a waiting answer holds is copied by every collection of garbage. */
function draw(entry: EntryContext, url: string): Buffer<ArrayBuffer> {
  const markup = renderToStaticMarkup(<RemixServer context={entry} url={url} />);
  // The router's accessors live until the next full collection, and this context with them: docs/decisions/0029.
  Object.assign(entry.staticHandlerContext, { loaderData: {}, actionData: null });
  return Buffer.from(`<!doctype html>${markup}`);
}

/** The same for what a script asks of a page. */
export async function handleDataRequest(response: Response, { context }: LoaderFunctionArgs) {
  await context.mayAnswer();
  return response;
}

/**
 * Notes that a page failed. The message of a database error holds its parameters and so may hold a pupil: only the
 * kind of error and where it happened are kept.
 */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs) {
  if (request.signal.aborted || !(error instanceof Error)) return;
  const cause = error.cause as { code?: string } | undefined;
  context.log.error("page_failed", {
    kind: error.constructor.name,
    sql_state: cause?.code ?? (error as { code?: string }).code,
    at: error.stack
      ?.split("\n")
      .filter((line) => line.trimStart().startsWith("at "))
      .slice(0, 6),
  });
}
