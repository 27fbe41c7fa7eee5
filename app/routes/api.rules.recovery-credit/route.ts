import type { ActionFunctionArgs } from "@remix-run/node";
import { apiAnswer, onlyMethod } from "#app/access/api-problem.ts";
import { jsonBody } from "#app/access/api-request.ts";
import { requireToken } from "#app/access/token.server.ts";
import { answerCredit, creditBody } from "#app/recovery/api-credit.ts";
import { readRecoverySettings } from "#app/recovery/district-settings.server.ts";

export const loader = () => onlyMethod("POST");

/** POST /api/rules/recovery-credit: works out a case that the caller makes up (scope rules:ask). */
export async function action({ context, request }: ActionFunctionArgs) {
  if (request.method !== "POST") return onlyMethod("POST");
  await requireToken(context, request, "rules:ask");
  const body = await jsonBody(request, creditBody);
  const today = context.clock.today();
  const district = await context.door.asVisitor((tx) => readRecoverySettings(tx, today));
  return apiAnswer(answerCredit(body, district));
}
