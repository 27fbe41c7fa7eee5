import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import { fiscalYearBounds, schoolYearOf } from "#app/calendar/school-year.ts";
import { dayOf } from "#app/calendar/time-of-day.ts";
import type { Context } from "#app/context.ts";
import { amountsUsed } from "#app/recovery/settings-used.ts";
import { listClaims } from "../packet/claim-list.server.ts";
import { readPupilDays } from "./chronic.server.ts";
import { chronicCounts, chronicFacts } from "./chronic.ts";
import { readGain } from "./gain.server.ts";
import { overviewOf, type SeasonSession } from "./overview.ts";

/** How far around today sessions are shown, in days. */
const [daysBack, daysAhead] = [28, 42];

/** Who can still gain, seats, no-shows, days and dollars at these schools: numbers alone, no pupil. */
export async function loadOverview(context: Context, actor: Actor, schoolIds: readonly number[]) {
  const today = context.clock.today();
  const schoolYear = schoolYearOf(today);
  const { timeZone } = context.settings;
  const sofar = { missedFrom: fiscalYearBounds(schoolYear).from, through: today };
  const [gain, { sessions, listed }] = await Promise.all([
    readGain(context, actor, schoolIds, today),
    context.door.asActor(actor, async (tx) => {
      const [sessions, listed] = await Promise.all([
        seasonSessions(tx, schoolIds, today),
        listClaims(tx, { schoolIds, schoolYear }, sofar, context.clock.now()),
      ]);
      return { sessions, listed };
    }),
  ]);
  const claimed = listed.map(({ grade, at }) => ({ grade, at: dayOf(at, timeZone) }));
  const amounts = amountsUsed(gain.district.amountsInForce).map(({ term, is, from }) => ({
    term,
    is: `${is}. ${from}`,
  }));
  const asked = { schoolIds, schoolYear, through: today };
  const chronic = await context.door.asActor(actor, (tx) => readPupilDays(tx, asked, gain.facts, listed));
  return {
    ...overviewOf({ ...gain, today, claimed, sessions, amounts: gain.district.amounts }),
    chronic: chronicFacts(chronicCounts(chronic)),
    amounts,
  };
}

/** Sessions of the weeks around today that nobody cancelled, with those who were booked and never signed in. */
async function seasonSessions(
  tx: Tx,
  schoolIds: readonly number[],
  today: Temporal.PlainDate,
): Promise<SeasonSession[]> {
  const [from, through] = [today.subtract({ days: daysBack }), today.add({ days: daysAhead })];
  const rows = await tx.execute<Omit<SeasonSession, "date"> & { date: string }>(sql`
    with around as (select s.* from recovery_session s where s.school_id = any (${ints(schoolIds)})
        and s.on_date between ${from.toString()}::date and ${through.toString()}::date
        and not exists (select 1 from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id)),
    booked as (select * from (select distinct on (p.school_id, p.session_id, p.pupil_id) p.school_id, p.session_id, p.pupil_id, p.step
        from recovery_place p join around s on s.school_id = p.school_id and s.id = p.session_id
        order by p.school_id, p.session_id, p.pupil_id, p.id desc) n where n.step = 'booked'),
    came as (select distinct r.school_id, r.session_id, r.pupil_id from recovery_presence r
        join around s on s.school_id = r.school_id and s.id = r.session_id where r.in_at is not null)
    select s.school_id as "schoolId", s.id::int as id, s.on_date::text as date, s.subject, s.capacity,
      (select count(*)::int from booked b where b.school_id = s.school_id and b.session_id = s.id) as booked,
      case when s.on_date < ${today.toString()}::date then (select count(*)::int from came c
        where c.school_id = s.school_id and c.session_id = s.id) end as came,
      case when s.on_date < ${today.toString()}::date then (select count(*)::int from booked b
        where b.school_id = s.school_id and b.session_id = s.id and not exists (select 1 from came c
          where c.school_id = b.school_id and c.session_id = b.session_id and c.pupil_id = b.pupil_id)) end as missing
    from around s order by s.on_date, s.starts_at, s.id`);
  return rows.map((row) => ({ ...row, date: Temporal.PlainDate.from(row.date) }));
}

export type OverviewView = Awaited<ReturnType<typeof loadOverview>>;
