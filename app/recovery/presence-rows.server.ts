import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { At } from "./place-rows.server.ts";
import type { StayTimes } from "./tap.ts";

/** The newest times of one stay of a pupil in a session, minutes since midnight, with the row they come from. */
export type Recorded = StayTimes & { pupilId: number; id: number; reason: string | null };

/** The times in force of everyone in a session, each pupil's stays in order. */
export async function presenceRows(tx: Tx, { schoolId, sessionId }: At): Promise<Recorded[]> {
  return await tx.execute<Recorded>(sql`
    select distinct on (pupil_id, stay) pupil_id as "pupilId", stay, in_at as "inAt", out_at as "outAt", id::int as id, reason
    from recovery_presence where school_id = ${schoolId} and session_id = ${sessionId}
    order by pupil_id, stay, id desc`);
}
