import { eq } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import { school } from "#drizzle/schema/school.ts";
import type { RecoveryDefaults } from "./session.ts";
import type { Doing } from "./sessions.server.ts";

/** A school's defaults, with the grades it teaches where it names none; null when there is no such school. */
export async function recoveryDefaults(tx: Tx, schoolId: number): Promise<RecoveryDefaults | null> {
  const [row] = await tx
    .select({ defaults: school.recoveryDefaults, lowGrade: school.lowGrade, highGrade: school.highGrade })
    .from(school)
    .where(eq(school.id, schoolId));
  if (!row) return null;
  const { defaults, ...grades } = row;
  return { ...grades, ...defaults };
}

/** Sets a school's defaults. Those left out are no longer set. */
export async function setRecoveryDefaults(
  tx: Tx,
  schoolId: number,
  defaults: RecoveryDefaults,
  doing: Doing,
): Promise<void> {
  const before = await recoveryDefaults(tx, schoolId);
  await tx.update(school).set({ recoveryDefaults: defaults }).where(eq(school.id, schoolId));
  await recordChange(tx, doing.author, doing.at, {
    schoolId,
    action: "recovery defaults changed",
    subject: `school ${schoolId}`,
    before,
    after: defaults,
  });
}
