import { sql } from "drizzle-orm";
import { attendanceRates } from "#app/attendance/day-rate.server.ts";
import { complianceTotals } from "#app/compliance/findings.server.ts";
import type { Context } from "#app/context.ts";
import type { Totals } from "./totals.ts";

type Count = { school: number; value: number };

/** The numbers that staff read as totals, from the database at the moment of the scrape. */
export async function scrapeTotals(context: Context): Promise<Totals> {
  const schools = await context.door.asVisitor((tx) =>
    tx.execute<{ id: number }>(sql`select id from school where active order by id`),
  );
  const ids = schools.map((school) => school.id);
  return context.door.asSystem("metrics", ids, async (tx) => {
    const today = context.clock.today();
    const active = await tx.execute<Count>(sql`select c.id as school, count(s.id)::int as value
      from school c left join recovery_session s on s.school_id = c.id and s.on_date >= ${today.toString()}::date
        and not exists (select 1 from recovery_cancellation x where x.school_id = s.school_id and x.session_id = s.id)
      where c.active group by c.id order by c.id`);
    const scheduled = await tx.execute<Count>(sql`select c.id as school, count(s.id)::int as value
      from school c left join recovery_session s on s.school_id = c.id where c.active group by c.id order by c.id`);
    const syncs = await tx.execute<{ resource: string; outcome: string; value: number }>(sql`
      select r.resource, o.outcome, count(*) filter (where r.outcome = o.outcome)::int as value
      from sync_run r cross join (values ('ok'), ('error')) o (outcome) group by r.resource, o.outcome order by 1, 2`);
    const rates = await attendanceRates(tx, ids, today);
    return {
      ...(await complianceTotals(tx, context.clock.now())),
      recoverySessionsActive: active,
      recoverySessionsScheduled: scheduled,
      aeriesSyncOperations: syncs,
      attendanceRate: rates.map(({ schoolId, rate }) => ({ school: schoolId, value: rate })),
    };
  });
}
