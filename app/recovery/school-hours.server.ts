import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { texts } from "#app/access/sql-array.server.ts";
import type { TimeSpan } from "#app/calendar/bell.ts";
import type { SchoolYear } from "#app/calendar/school-year.ts";
import { taughtCodes } from "./absences.server.ts";

/**
 * The school day of those sessions that share a minute with it, by the calendar and the bells as they are now, by the
 * session's number. The everyday bells speak of the school year that runs and of no other: those of a year before are
 * no longer known, so only schedules of a day of its own speak of that.
 * @param inYear which of `recovery_session s`
 */
export async function schoolHoursOver(
  tx: Tx,
  { inYear, schoolYear }: { inYear: SQL; schoolYear: SchoolYear },
): Promise<Map<number, TimeSpan>> {
  const rows = await tx.execute<TimeSpan & { sessionId: number }>(sql`
    select s.id::int as "sessionId", h.starts_at as "startsAt", h.ends_at as "endsAt" from recovery_session s
    join calendar_day d on d.school_id = s.school_id and d.date = s.on_date and d.holiday_code = any (${texts(taughtCodes)})
    join lateral (select min(b.starts_at) as starts_at, max(b.ends_at) as ends_at from bell_period b
      where b.school_id = s.school_id and b.date is not distinct from
          (select max(own.date) from bell_period own where own.school_id = s.school_id and own.date = s.on_date)
        and (b.date is not null or extract(year from scope_today() - interval '6 months') = ${schoolYear}::int)) h
      on h.starts_at < s.ends_at and s.starts_at < h.ends_at
    where ${inYear}`);
  return new Map(rows.map(({ sessionId, ...hours }) => [sessionId, hours]));
}
