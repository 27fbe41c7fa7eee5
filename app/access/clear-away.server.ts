import { sql } from "drizzle-orm";
import type { Context } from "#app/context.ts";
import { allSchools } from "./schools.server.ts";

/**
 * Deletes what is kept only for a while: sessions a week after their end (as long as the cookie lives), forms held
 * for a day, rows from Aeries settled and not seen again for 90 days, failures to sign in and rate limits a day old,
 * answers under an idempotency key after two days, results of compliance checks and proven points of the record of
 * changes after a month, notes of readings from Aeries after a week. The handler of `clear-away`; runs with the worker's
 * door.
 * @returns rows deleted, by table
 */
export async function clearAway(context: Context): Promise<Record<string, number>> {
  const before = (age: Temporal.DurationLike) => context.clock.now().subtract(age).toString();
  const everywhere = [0, ...(await context.door.asVisitor(allSchools))];
  const deleted = await context.door.asSystem("clear away", everywhere, async (tx) => {
    const week = before({ hours: 7 * 24 });
    const day = before({ hours: 24 });
    const statements = {
      session: sql`delete from session where least(ends_at, coalesce(ended_at, ends_at)) < ${week}`,
      held_form: sql`delete from held_form where held_at < ${day}`,
      quarantine: sql`delete from quarantine where greatest(settled_at, last_seen_at) < ${before({ hours: 90 * 24 })}
        and settled_at is not null`,
      sign_in_failure: sql`delete from sign_in_failure where at < ${day}`,
      rate_limit: sql`delete from rate_limit where window_starts_at < ${day}`,
      idempotent_answer: sql`delete from idempotent_answer where at < ${before({ hours: 48 })}`,
      audit_proof: sql`delete from audit_proof where at < ${before({ hours: 31 * 24 })}`,
      compliance_run: sql`delete from compliance_run where at < ${before({ hours: 31 * 24 })}`,
      sync_run: readingsBefore(week),
    };
    const counts: Record<string, number> = {};
    for (const [table, statement] of Object.entries(statements)) {
      counts[table] = (await tx.execute(statement)).count;
    }
    return counts;
  });
  context.log.info("cleared_away", deleted);
  return deleted;
}

/**
 * Of each school and resource the newest note stays, and the newest of a reading without failure of every day: the next
 * reading starts from it, and what was sent to Aeries is compared with it. What goes is added to the totals at once.
 */
const readingsBefore = (moment: string) => {
  const newer = sql`from sync_run n where n.school_id = r.school_id and n.resource = r.resource
    and (n.started_at, n.id) > (r.started_at, r.id)`;
  return sql`with gone as (
      delete from sync_run r where r.started_at < ${moment} and r.finished_at is not null and exists (select 1 ${newer})
        and (r.outcome <> 'ok' or exists (select 1 ${newer} and n.outcome = 'ok'
          and (r.window_from is null or (n.window_from <= r.window_from and n.window_to >= r.window_to))))
      returning r.school_id, r.resource, r.outcome),
    added as (
      insert into sync_total as t (school_id, resource, outcome, cleared)
        select school_id, resource, outcome, count(*) from gone group by 1, 2, 3
      on conflict (school_id, resource, outcome) do update set cleared = t.cleared + excluded.cleared)
    select 1 from gone`;
};
