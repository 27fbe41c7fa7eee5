import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import type { Jobs } from "#app/context.ts";
import { recoveryHoldDecision } from "#drizzle/schema/recovery-day.ts";
import type { DecisionWish } from "./hold-decision.ts";
import type { SessionHolds } from "./holds.server.ts";
import { groundOf } from "./holds.ts";

/**
 * Puts a person's decisions about a held session on record (AR-SES-1, -2, -7) with what they are about; the newest for
 * a rule is in force, as long as it speaks of what holds the session. What is decided already, word for word, adds
 * nothing. Claims follow.
 */
export async function decideHolds(
  tx: Tx,
  { schoolId, sessionId, holds }: SessionHolds,
  wishes: readonly DecisionWish[],
  doing: { author: { by: number; actor: string }; at: Temporal.Instant; jobs: Jobs },
): Promise<number> {
  const fresh = wishes.flatMap((wish) => {
    const hold = holds.find(({ rule }) => rule === wish.rule);
    const known = hold?.decision;
    if (hold === undefined || (known?.decision === wish.decision && known.reason === wish.reason)) return [];
    return { ...wish, hold };
  });
  for (const { rule, decision, reason, hold } of fresh) {
    await tx.insert(recoveryHoldDecision).values({
      schoolId,
      sessionId,
      rule,
      decision,
      reason,
      found: hold.reason,
      ground: groundOf(hold),
      by: doing.author.by,
      at: doing.at,
    });
    await recordChange(tx, doing.author, doing.at, {
      schoolId,
      action: decision === "counts" ? "held session counted" : "held session kept out",
      subject: `recovery session ${sessionId}`,
      before: hold.decision?.decision ?? null,
      after: { rule, decision, found: hold.reason },
      reason,
    });
  }
  if (fresh.length > 0) await doing.jobs.enqueue(tx, "settle-claims", {});
  return fresh.length;
}
