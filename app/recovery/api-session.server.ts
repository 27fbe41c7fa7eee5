import { apiProblem } from "#app/access/api-problem.ts";
import { type Answer, answerOnce } from "#app/access/idempotent.server.ts";
import { beyondToken, type Token } from "#app/access/token.server.ts";
import type { Context } from "#app/context.ts";
import { paths } from "#app/paths.ts";
import { type ApiSessionBody, apiName, apiSession, planFrom } from "./api-session.ts";
import { recoveryDefaults } from "./defaults.server.ts";
import { createSession } from "./sessions.server.ts";

/**
 * Plans a session for a script; what the body leaves out comes from the school's defaults.
 * @param sent the body as text: an Idempotency-Key holds for this very text
 * @returns 201 with the session; 404 for a school that is not the token's; 422 naming what is missing or refused
 */
export async function planForScript(
  context: Context,
  token: Token,
  body: ApiSessionBody,
  request: { key: string | null; sent: string },
): Promise<Answer | Response> {
  const schoolId = body.school_id;
  const defaults = token.schools.includes(schoolId)
    ? await context.door.asVisitor((tx) => recoveryDefaults(tx, schoolId))
    : null;
  if (defaults === null) return beyondToken(context, token, schoolId);
  const made = planFrom(body, defaults);
  const at = context.clock.now();
  return context.door.asSystem(`token ${token.id} plans a recovery session`, [schoolId], (tx) =>
    answerOnce(tx, { tokenId: token.id, key: request.key, request: request.sent, at }, async () => {
      if (!made.ok)
        return apiProblem(
          422,
          "Something is missing",
          `Neither the request nor the school's defaults say: ${made.missing.join(", ")}.`,
          {
            errors: made.missing.map((field) => ({ field, detail: "Send it, or set the school's default." })),
          },
        );
      const created = await createSession(tx, schoolId, made.plan, {
        author: { by: null, actor: `token ${token.id}` },
        at,
        today: context.clock.today(),
      });
      if (!created.ok)
        return apiProblem(422, "The session cannot be held", created.refusals[0]!.sentence, {
          errors: created.refusals.map(({ field, sentence }) => ({
            field: apiName(field),
            detail: sentence,
          })),
        });
      return {
        status: 201,
        body: JSON.stringify(apiSession(schoolId, created.id, made.plan)),
        location: paths.recoverySession(schoolId, created.id),
      };
    }),
  );
}
