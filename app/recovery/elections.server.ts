import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import { californiaTime } from "#app/calendar/clock-change.ts";
import { remembered } from "./absences.server.ts";
import type { Election } from "./election.ts";

/**
 * Every answer of families at some schools, by pupil, oldest first (AR-PUP-3).
 * @param pupilIds these pupils only; null for all
 */
export async function electionsOf(
  tx: Tx,
  schoolIds: readonly number[],
  pupilIds: readonly number[] | null,
): Promise<Map<number, Election[]>> {
  const rows = await tx.execute<{
    pupilId: number;
    sessionId: number | null;
    yes: boolean;
    on: string | null;
  }>(sql`
    select e.pupil_id as "pupilId", e.session_id::int as "sessionId", e.answer = 'yes' as yes,
      case when e.session_id is null then (e.at at time zone ${californiaTime})::date::text end as on
    from recovery_election e where e.school_id = any (${ints(schoolIds)})
      and ${pupilIds === null ? sql`true` : sql`e.pupil_id = any (${ints(pupilIds)})`}
    order by e.id`);
  const day = remembered((text) => Temporal.PlainDate.from(text));
  const elections = rows.map(({ pupilId, sessionId, yes, on }) => ({
    ...{ pupilId, sessionId, on: on === null ? null : day(on) },
    answer: yes ? ("yes" as const) : ("no" as const),
  }));
  return Map.groupBy(elections, ({ pupilId }) => pupilId);
}
