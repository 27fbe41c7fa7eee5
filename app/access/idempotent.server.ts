import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { idempotentAnswer } from "#drizzle/schema/token.ts";
import { apiProblem } from "./api-problem.ts";
import type { Tx } from "./scope.server.ts";

/** An answer that can be given again. */
export type Answer = { status: number; body: string; location: string | null };

/**
 * Does the work once a key of a token. The same request again gets the first answer again; the same key with another
 * body is a mistake of the caller (422). Two at once wait for each other. Refusals are not kept, so they may be mended
 * and sent again.
 * @param key the Idempotency-Key header, or null
 */
export async function answerOnce(
  tx: Tx,
  asked: { tokenId: number; key: string | null; request: string; at: Temporal.Instant },
  work: () => Promise<Answer | Response>,
): Promise<Answer | Response> {
  const { tokenId, key, at } = asked;
  if (key === null) return work();
  const requestHash = createHash("sha256").update(asked.request).digest("hex");
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${tokenId} ${key}`}, 0))`);
  const [before] = await tx
    .select()
    .from(idempotentAnswer)
    .where(and(eq(idempotentAnswer.tokenId, tokenId), eq(idempotentAnswer.key, key)));
  if (before && before.requestHash !== requestHash)
    return apiProblem(
      422,
      "Key used for another request",
      "This Idempotency-Key came before with another body. Use a new key for a new request.",
    );
  if (before) return { status: before.status, body: before.body, location: before.location };
  const answer = await work();
  if (!(answer instanceof Response))
    await tx.insert(idempotentAnswer).values({ tokenId, key, requestHash, ...answer, at });
  return answer;
}
