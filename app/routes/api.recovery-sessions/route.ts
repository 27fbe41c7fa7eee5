import type { ActionFunctionArgs } from "@remix-run/node";
import { apiProblem, onlyMethod } from "#app/access/api-problem.ts";
import { bodyFrom } from "#app/access/api-request.ts";
import { requireToken } from "#app/access/token.server.ts";
import { planForScript } from "#app/recovery/api-session.server.ts";
import { apiSessionBody } from "#app/recovery/api-session.ts";

const mostLetters = 16_384;

export const loader = () => onlyMethod("POST");

/** POST /api/recovery-sessions: plans a session (scope recovery:write). */
export async function action({ context, request }: ActionFunctionArgs) {
  if (request.method !== "POST") return onlyMethod("POST");
  const token = await requireToken(context, request, "recovery:write");
  const key = request.headers.get("Idempotency-Key");
  if (key !== null && (key === "" || key.length > 200))
    return apiProblem(400, "Bad key", "An Idempotency-Key has 1 to 200 letters.");
  const sent = await request.text();
  const body = bodyFrom(sent, apiSessionBody, { badFields: 422, most: mostLetters });
  const answer = await planForScript(context, token, body, { key, sent });
  if (answer instanceof Response) return answer;
  return new Response(answer.body, {
    status: answer.status,
    headers: {
      "Content-Type": "application/json",
      "Cache-Control": "no-store",
      ...(answer.location ? { Location: answer.location } : {}),
    },
  });
}
