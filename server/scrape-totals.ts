import { sql } from "drizzle-orm";
import { attendanceRates } from "#app/attendance/day-rate.server.ts";
import { complianceTotals } from "#app/compliance/findings.server.ts";
import type { Context } from "#app/context.ts";
import type { Totals } from "./totals.ts";

type Count = { school: number; value: number };

/** The numbers that staff read as totals, from the database at the moment of the scrape. */
export async function scrapeTotals(context: Context): Promise<Totals> {
  const schools = await context.door.asVisitor((tx) =>
    tx.execute<{ id: number; active: boolean }>(sql`select id, active from school order by id`),
  );
  const ids = schools.filter(({ active }) => active).map(({ id }) => id);
  // Readings of the district itself, and of schools that are closed since, are part of their total.
  return context.door.asSystem("metrics", [0, ...schools.map(({ id }) => id)], async (tx) => {
    const today = context.clock.today();
    const active = await tx.execute<Count>(sql`select c.id as school, count(s.id)::int as value
      from school c left join recovery_session s on s.school_id = c.id and s.on_date >= ${today.toString()}::date
        and not exists (select 1 from recovery_cancellation x where x.school_id = s.school_id and x.session_id = s.id)
      where c.active group by c.id order by c.id`);
    const scheduled = await tx.execute<Count>(sql`select c.id as school, count(s.id)::int as value
      from school c left join recovery_session s on s.school_id = c.id where c.active group by c.id order by c.id`);
    // A reading cut short has failed: where the worker dies in each of them nothing else would tell.
    const syncs = await tx.execute<{ resource: string; outcome: string; value: number }>(sql`
      with ended as (
        select resource, outcome, count(*) as runs from sync_run group by 1, 2
        union all select resource, outcome, cleared from sync_total)
      select r.resource, o.outcome, coalesce(sum(r.runs) filter (where r.outcome = any (o.counts)), 0)::float8 as value
      from ended r cross join (values ('ok', array['ok']), ('error', array['error', 'interrupted'])) o (outcome, counts) group by r.resource, o.outcome order by 1, 2`);
    const rates = await attendanceRates(tx, ids, { today, timeZone: context.settings.timeZone });
    return {
      ...(await complianceTotals(tx, context.clock.now())),
      recoverySessionsActive: active,
      recoverySessionsScheduled: scheduled,
      aeriesSyncOperations: syncs,
      attendanceRate: rates.map(({ schoolId, rate }) => ({ school: schoolId, value: rate })),
    };
  });
}
