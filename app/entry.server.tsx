import type { ActionFunctionArgs, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToStaticMarkup } from "react-dom/server";

/** Draws the whole document at once. Static markup, because no page is hydrated: see docs/decisions/0001. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
) {
  const html = renderToStaticMarkup(<RemixServer context={entry} url={request.url} />);
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(`<!doctype html>${html}`, { status, headers });
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
