import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { Jobs } from "#app/context.ts";
import type { RecoverySession } from "./session.ts";

const somebodyWaits = sql`exists (
  select 1 from (select distinct on (p.pupil_id) p.step from recovery_place p
    where p.school_id = s.school_id and p.session_id = s.id order by p.pupil_id, p.id desc) n where n.step = 'waiting')`;

/** Has the waiting lists of all sessions of a school from a day on looked at: a rule may leave more room in them now. */
export async function fillComing(
  tx: Tx,
  jobs: Pick<Jobs, "enqueue">,
  schoolId: number,
  from: Temporal.PlainDate,
): Promise<void> {
  const coming = await tx.execute<{
    sessionId: number;
  }>(sql`select s.id::int as "sessionId" from recovery_session s
    where s.school_id = ${schoolId} and s.on_date >= ${from.toString()}::date and ${somebodyWaits}`);
  for (const { sessionId } of coming) await jobs.enqueue(tx, "fill-places", { schoolId, sessionId });
}

/**
 * Has the waiting lists of the school's other sessions of the date looked at: who is freed from this session may now
 * be given a place in one that runs at the same time.
 */
export async function fillNeighbors(
  tx: Tx,
  jobs: Pick<Jobs, "enqueue">,
  { schoolId, id, date }: Pick<RecoverySession, "schoolId" | "id" | "date">,
): Promise<void> {
  const others = await tx.execute<{ sessionId: number }>(sql`
    select s.id::int as "sessionId" from recovery_session s
    where s.school_id = ${schoolId} and s.on_date = ${date.toString()}::date and s.id <> ${id} and ${somebodyWaits}`);
  for (const { sessionId } of others) await jobs.enqueue(tx, "fill-places", { schoolId, sessionId });
}
