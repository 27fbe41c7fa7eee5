import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { Moment } from "../moment.ts";
import { hasBegun } from "../moment.ts";
import { sessionsBetween } from "../sessions.server.ts";
import type { Coming } from "./summary-view.ts";

const weeksAhead = 8;

/** The sessions to come in which a pupil has a place, waits, or is invited and has not answered. */
export async function comingSessions(
  tx: Tx,
  schoolId: number,
  pupilId: number,
  now: Moment,
): Promise<Coming[]> {
  const [sessions, rows] = await Promise.all([
    sessionsBetween(tx, schoolId, now.today, now.today.add({ weeks: weeksAhead })),
    tx.execute<{ sessionId: number; state: string }>(sql`
      select coalesce(p.session_id, m.session_id)::int as "sessionId", coalesce(p.step, 'invited') as state
      from (select distinct on (session_id) session_id, step from recovery_place
        where school_id = ${schoolId} and pupil_id = ${pupilId} order by session_id, id desc) p
      full join (select distinct session_id from recovery_message
        where school_id = ${schoolId} and pupil_id = ${pupilId} and kind = 'invitation') m on m.session_id = p.session_id`),
  ]);
  const stateOf = new Map(rows.map(({ sessionId, state }) => [sessionId, state]));
  return sessions.flatMap((session) => {
    const state = stateOf.get(session.id);
    const told = state === "booked" || state === "waiting" || state === "invited";
    return told && session.cancelled === null && !hasBegun(session, now) ? [{ session, state }] : [];
  });
}
