import { sql } from "drizzle-orm";
import type { Context } from "#app/context.ts";
import { schoolLock } from "./school-lock.ts";

/**
 * Runs the work unless another run of the school is under way, anywhere; answers whether it ran. The lock belongs to
 * a transaction that stays open beside the work and writes nothing: see docs/decisions/0004.
 */
export async function aloneAtSchool(
  context: Context,
  schoolId: number,
  work: () => Promise<void>,
): Promise<boolean> {
  return context.door.asSystem("sync: one run of a school at a time", [schoolId], async (tx) => {
    const [lock] = await tx.execute<{ had: boolean }>(
      sql`select pg_try_advisory_xact_lock(${schoolLock}::integer, ${schoolId}::integer) as had`,
    );
    if (!lock?.had) return false;
    await work();
    return true;
  });
}
