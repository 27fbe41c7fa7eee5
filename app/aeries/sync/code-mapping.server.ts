import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { authorOf, recordChange } from "#app/access/trace.server.ts";
import type { Category } from "#app/attendance/category.ts";
import type { Jobs } from "#app/context.ts";

export type CodeChoice = {
  schoolId: number;
  code: string;
  /** Null takes an earlier choice back: the flags decide again. */
  category: Category | null;
  reason: string;
};

/**
 * Says what an absence code means at a school, over what its flags say. A code that marks carry but Aeries' table
 * lacks is added as retired: marks may name it, registers do not offer it. Claims follow. Answers false for a code never seen there.
 */
export async function chooseCategory(
  tx: Tx,
  actor: Actor,
  { now, jobs }: { now: Temporal.Instant; jobs: Jobs },
  { schoolId, code, category, reason }: CodeChoice,
): Promise<boolean> {
  const [known] = await tx.execute<{ chosen: string | null }>(
    sql`select chosen_category as chosen from absence_code where school_id = ${schoolId} and code = ${code}`,
  );
  const chosenAt = now.toString();
  if (known)
    await tx.execute(sql`update absence_code set chosen_category = ${category}, chosen_by = ${actor.userId}, chosen_at = ${chosenAt}
      where school_id = ${schoolId} and code = ${code}`);
  else {
    const seen = await tx.execute(sql`select 1 from quarantine
      where school_id = ${schoolId} and kind = 'unknown_code' and code = ${code} limit 1`);
    if (seen.length === 0 || category === null) return false;
    await tx.execute(sql`insert into absence_code (school_id, code, title, abbreviation, type_code, counts_for_ada,
        is_suspension, is_partial_day_truant, is_temporarily_not_enrolled, independent_study, chosen_category, chosen_by,
        chosen_at, retired)
      values (${schoolId}, ${code}, 'Not in Aeries'' table', ${code}, 7, false, false, false, false, '', ${category},
        ${actor.userId}, ${chosenAt}, true)`);
  }
  await recordChange(tx, authorOf(actor), now, {
    schoolId,
    action: "absence code mapped",
    subject: `absence code ${code}`,
    before: { category: known?.chosen ?? null },
    after: { category },
    reason,
  });
  await jobs.enqueue(tx, "settle-claims", {});
  return true;
}
