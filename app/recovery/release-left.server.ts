import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { displayDay } from "#app/calendar/day.ts";
import type { Context } from "#app/context.ts";
import type { JobData } from "#app/jobs/names.ts";
import { standingsInLine } from "./line-standings.server.ts";
import { type Moment, momentIn } from "./moment.ts";
import { releasePupil } from "./places.server.ts";

type Gone = { sessionId: number; pupilId: number; leftOn: string | null };

/**
 * The job `release-left`: gives back the places and turns in line of pupils who are no longer at a school, in sessions
 * after their last day that have not begun, and what becomes free goes to whoever waits. Each is a step on record with
 * the reason, and the page of the session names the pupil. Run again, it does nothing more.
 */
export async function runReleaseLeft(context: Context, { schoolId }: JobData["release-left"]): Promise<void> {
  const now = momentIn(context.settings.timeZone, context.clock.now());
  const reason = "places of pupils who left a school";
  const gone = await context.door.asSystem(reason, [schoolId], (tx) => whoLeft(tx, schoolId, now));
  for (const [sessionId, pupils] of Map.groupBy(gone, (one) => one.sessionId)) {
    const at = { schoolId, sessionId };
    const standings = await standingsInLine(context, at, now.today);
    const doing = { author: { by: null, actor: "release-left" }, now, standings, jobs: context.jobs };
    await context.door.asSystem(reason, [schoolId], async (tx) => {
      for (const { pupilId, leftOn } of pupils)
        await releasePupil(tx, { ...at, pupilId }, "released", whyReleased(leftOn), doing);
    });
  }
  if (gone.length > 0)
    context.log.info("recovery_places_released", { school: schoolId, pupils: gone.length });
}

const whyReleased = (leftOn: string | null) =>
  leftOn === null
    ? "no longer at this school"
    : `left this school on ${displayDay(Temporal.PlainDate.from(leftOn))}`;

async function whoLeft(tx: Tx, schoolId: number, { today, minute }: Moment): Promise<Gone[]> {
  return await tx.execute<Gone>(sql`
    select s.id::int as "sessionId", n.pupil_id as "pupilId", p.left_on::text as "leftOn" from recovery_session s
    join lateral (select distinct on (l.pupil_id) l.pupil_id, l.step from recovery_place l
      where l.school_id = s.school_id and l.session_id = s.id order by l.pupil_id, l.id desc) n on n.step in ('booked', 'waiting')
    join pupil p on p.school_id = s.school_id and p.pupil_id = n.pupil_id
    where s.school_id = ${schoolId} and (s.on_date, s.starts_at) > (${today.toString()}::date, ${minute}::smallint)
      and p.inactive_code <> '' and coalesce(p.left_on, '-infinity') < s.on_date
      and not exists (select 1 from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id)
    order by s.on_date, s.id, n.pupil_id`);
}
