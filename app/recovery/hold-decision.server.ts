import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import type { Jobs } from "#app/context.ts";
import { recoveryHoldDecision } from "#drizzle/schema/recovery-day.ts";
import type { DecisionWish } from "./hold-decision.ts";
import type { SessionHolds } from "./holds.server.ts";

/**
 * Puts a person's decisions about a held session on record (AR-SES-2, -7); the newest for a rule is in force. What is
 * decided already, word for word, adds nothing. Claims follow.
 */
export async function decideHolds(
  tx: Tx,
  { schoolId, sessionId, holds }: SessionHolds,
  wishes: readonly DecisionWish[],
  doing: { author: { by: number; actor: string }; at: Temporal.Instant; jobs: Jobs },
): Promise<number> {
  const fresh = wishes.filter(({ rule, decision, reason }) => {
    const known = holds.find((hold) => hold.rule === rule)?.decision;
    return known?.decision !== decision || known.reason !== reason;
  });
  for (const { rule, decision, reason } of fresh) {
    await tx
      .insert(recoveryHoldDecision)
      .values({ schoolId, sessionId, rule, decision, reason, by: doing.author.by, at: doing.at });
    await recordChange(tx, doing.author, doing.at, {
      schoolId,
      action: decision === "counts" ? "held session counted" : "held session kept out",
      subject: `recovery session ${sessionId}`,
      before: holds.find((hold) => hold.rule === rule)?.decision?.decision ?? null,
      after: { rule, decision },
      reason,
    });
  }
  if (fresh.length > 0) await doing.jobs.enqueue(tx, "settle-claims", {});
  return fresh.length;
}
