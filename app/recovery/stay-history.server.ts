import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { At } from "./place-rows.server.ts";

/** One row of a pupil's times in a session as it was written: the newest of a stay is in force. */
export type StayEntry = {
  stay: number;
  inAt: number | null;
  outAt: number | null;
  by: string;
  at: Temporal.Instant;
  source: string;
  reason: string | null;
};

/** Everything that was ever written down of a pupil's times in a session, newest first. */
export async function stayHistory(tx: Tx, at: At, pupilId: number): Promise<StayEntry[]> {
  const rows = await tx.execute<Omit<StayEntry, "at"> & { at: string }>(sql`
    select p.stay, p.in_at as "inAt", p.out_at as "outAt", coalesce(u.name, 'Someone') as by, p.source, p.reason,
      to_char(p.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from recovery_presence p left join user_account u on u.id = p.by
    where p.school_id = ${at.schoolId} and p.session_id = ${at.sessionId} and p.pupil_id = ${pupilId} order by p.id desc`);
  return rows.map((row) => ({ ...row, at: Temporal.Instant.from(row.at) }));
}
