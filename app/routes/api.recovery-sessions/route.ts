import type { ActionFunctionArgs } from "@remix-run/node";
import { apiProblem } from "#app/access/api-problem.ts";
import { requireToken } from "#app/access/token.server.ts";
import { planForScript } from "#app/recovery/api-session.server.ts";
import { apiSessionBody } from "#app/recovery/api-session.ts";

const mostLetters = 16_384;
const onlyPost = () =>
  apiProblem(405, "Only POST", "Sessions are planned here with POST.", { headers: { Allow: "POST" } });

export const loader = () => onlyPost();

/** POST /api/recovery-sessions: plans a session (scope recovery:write). */
export async function action({ context, request }: ActionFunctionArgs) {
  if (request.method !== "POST") return onlyPost();
  const token = await requireToken(context, request, "recovery:write");
  const key = request.headers.get("Idempotency-Key");
  if (key !== null && (key === "" || key.length > 200))
    return apiProblem(400, "Bad key", "An Idempotency-Key has 1 to 200 letters.");
  const sent = await request.text();
  if (sent.length > mostLetters) return apiProblem(413, "Too long", "The body of a session is short.");
  const json = readJson(sent);
  if (json === undefined) return apiProblem(400, "Not JSON", "The body could not be read as JSON.");
  const body = apiSessionBody.safeParse(json);
  if (!body.success)
    return apiProblem(422, "Something is not as it should be", "See errors for each field.", {
      errors: body.error.issues.map(({ path, message }) => ({ field: path.join("."), detail: message })),
    });
  const answer = await planForScript(context, token, body.data, { key, sent });
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

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
