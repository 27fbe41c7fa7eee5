import type { EntryContext } from "@remix-run/node";
import { isRouteErrorResponse } from "@remix-run/react";
import type { RequestContext } from "#app/context.ts";
import { holdsPassword, keptFields } from "./kept-fields.server.ts";

/** What the root page needs to offer a form again that could not be saved. */
export type Resend = { resend: { path: string; fields: [string, string][] } };

type Answer = EntryContext["staticHandlerContext"];

/** Does this page fail because the records could not be reached? Its status may still be that of the form. */
export const isLost = ({ errors }: Answer): boolean => errors !== null && lossIn(errors) !== null;

/**
 * Puts the form of a post that could not reach the records into its answer, so that the page can offer to send it
 * again and nothing typed is lost: for every form of a person signed in (`requireActor` remembers it), wherever on the
 * way the records were lost. A script that posts gets no page and keeps the form itself.
 */
export async function offerResend(
  request: Request,
  context: Pick<RequestContext, "postedForm">,
  answer: Answer,
): Promise<void> {
  const loss = lossIn(answer.errors ?? {});
  const form = loss && (await context.postedForm());
  if (!loss || !form || holdsPassword(form)) return;
  const { pathname, search } = new URL(request.url);
  const resend = { path: pathname + search, fields: await keptFields(form) };
  answer.errors = { ...answer.errors, [loss.at]: { ...loss.error, data: { resend } satisfies Resend } };
}

function lossIn(errors: NonNullable<Answer["errors"]>) {
  const [at = "", error] = Object.entries(errors)[0] ?? [];
  return isRouteErrorResponse(error) && error.status === 503 ? { at, error } : null;
}
