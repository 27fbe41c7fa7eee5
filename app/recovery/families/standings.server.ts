import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { bigints } from "#app/access/sql-array.server.ts";
import type { FamilyStanding } from "./due.ts";
import type { MessageKind } from "./letter.ts";

type Row = {
  sessionId: number;
  pupilId: number;
  step: NonNullable<FamilyStanding["place"]>["step"] | null;
  stepAt: string | null;
  reason: string | null;
  answer: "yes" | "no" | null;
  written: Partial<Record<MessageKind, string>> | null;
};

/** Why a place was given, as `places.server.ts` writes it when someone moves up. */
const movedUp = "from the waiting list";
const iso = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`);

/**
 * Everyone who has to do with these sessions, by session: place, answer to this session, what was written. An answer
 * about recovery as a whole counts where none was given for the session.
 */
export async function familyStandings(
  tx: Tx,
  schoolId: number,
  sessionIds: readonly number[],
): Promise<Map<number, FamilyStanding[]>> {
  const ids = bigints(sessionIds);
  const rows = await tx.execute<Row>(sql`
    with place as (select distinct on (session_id, pupil_id) session_id, pupil_id, step, at, reason from recovery_place
        where school_id = ${schoolId} and session_id = any (${ids}) order by session_id, pupil_id, id desc),
      kind as (select session_id, pupil_id, kind, max(at) as at from recovery_message
        where school_id = ${schoolId} and session_id = any (${ids}) group by 1, 2, 3),
      written as (select session_id, pupil_id, json_object_agg(kind, to_char(at at time zone 'UTC', ${iso})) as written
        from kind group by 1, 2),
      answered as (select distinct session_id, pupil_id from recovery_election
        where school_id = ${schoolId} and session_id = any (${ids})),
      everyone as (select session_id, pupil_id from place union select session_id, pupil_id from written
        union select session_id, pupil_id from answered)
    select e.session_id::int as "sessionId", e.pupil_id as "pupilId", p.step,
      to_char(p.at at time zone 'UTC', ${iso}) as "stepAt", p.reason, w.written,
      (select a.answer from recovery_election a where a.school_id = ${schoolId} and a.pupil_id = e.pupil_id
        and (a.session_id = e.session_id or a.session_id is null) order by a.session_id is null, a.id desc limit 1) as answer
    from everyone e left join place p using (session_id, pupil_id) left join written w using (session_id, pupil_id)
    order by 1, 2`);
  return new Map(
    [...Map.groupBy(rows, ({ sessionId }) => sessionId)].map(([id, all]) => [id, all.map(standing)]),
  );
}

const standing = ({ pupilId, step, stepAt, reason, answer, written }: Row): FamilyStanding => ({
  pupilId,
  place:
    step === null || stepAt === null
      ? null
      : { step, at: Temporal.Instant.from(stepAt), fromWaitingList: reason === movedUp },
  answer,
  written: Object.fromEntries(
    Object.entries(written ?? {}).map(([kind, at]) => [kind, Temporal.Instant.from(at)]),
  ),
});
