import { type SQL, sql } from "drizzle-orm";

/**
 * The condition that the pupil `p` of a query belongs on the lists of a day; `wasOnTheRolls` of
 * `app/attendance/not-on-register.ts` in SQL. From today on Aeries' code decides, in the row that is read anyway; for
 * a day that is over the spans of enrolment do, since the code says only how things stand now.
 */
export function onTheRolls(day: Temporal.PlainDate, today: Temporal.PlainDate): SQL {
  if (Temporal.PlainDate.compare(day, today) >= 0) return sql`p.inactive_code = ''`;
  const date = sql`${day.toString()}::date`;
  return sql`coalesce((select bool_or(e.entered_on <= ${date} and (e.left_on is null or e.left_on >= ${date}))
    from enrolment e where e.school_id = p.school_id and e.pupil_id = p.pupil_id), p.inactive_code = '')`;
}
