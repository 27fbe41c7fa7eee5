import type { RequestContext } from "#app/context.ts";
import { knownBrowser } from "./known-browser.server.ts";
import type { Subject } from "./throttle.server.ts";

/** What somebody tries to know: the two steps of signing in, and their own password once they are in. */
export type Step = "password" | "code" | "current password";

/**
 * Whom a failure at this step of an account counts against. A browser that signed in to the account before answers for
 * itself alone: see docs/decisions/0002 and 0018.
 */
export async function triedBy(
  context: RequestContext,
  request: Request,
  step: Step,
  email: string,
): Promise<Subject[]> {
  const browser = await knownBrowser(context, request, email);
  if (browser !== null) return [{ kind: "browser", name: `${browser} ${step} ${email}` }];
  if (step !== "password") return [{ kind: "code", name: `${step} ${email}` }];
  return [
    { kind: "account", name: email },
    { kind: "address", name: context.address },
  ];
}
