import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { fiscalYearBounds, type SchoolYear } from "#app/calendar/school-year.ts";
import type { RecoveryBreak } from "#drizzle/schema/recovery.ts";
import { presenceOf } from "./presence.ts";

/** Time of one pupil in one attested session. `minutes` are cut to the session. */
export type Attended = {
  schoolId: number;
  sessionId: number;
  date: Temporal.PlainDate;
  startsAt: number;
  endsAt: number;
  teacher: string;
  subject: string;
  inAt: number | null;
  outAt: number | null;
  minutes: number;
};

type Row = Omit<Attended, "date" | "minutes"> & {
  date: string;
  pupilId: number;
  breaks: RecoveryBreak[];
};

/**
 * What pupils attended at one school in a school year through a day, by pupil: the newest times of each session that
 * its teacher has attested (AR-SES-3) and nobody has cancelled, breaks left out. `inAt` is the first coming, `outAt`
 * the last going.
 * @param pupilIds these pupils only; null for all
 */
export async function attendedSessions(
  tx: Tx,
  at: { schoolId: number; schoolYear: SchoolYear; through: Temporal.PlainDate },
  pupilIds: readonly number[] | null,
): Promise<Map<number, Attended[]>> {
  const { from } = fiscalYearBounds(at.schoolYear);
  const rows = await tx.execute<Row>(sql`
    select distinct on (p.session_id, p.pupil_id, p.stay) p.pupil_id as "pupilId", s.school_id as "schoolId", s.id::int as "sessionId",
      s.on_date::text as date, s.starts_at as "startsAt", s.ends_at as "endsAt", s.breaks, s.subject, p.in_at as "inAt", p.out_at as "outAt",
      coalesce((select t.first_name || ' ' || t.last_name from staff t where t.id = s.teacher_id), 'Unknown teacher') as teacher
    from recovery_session s join recovery_presence p on p.school_id = s.school_id and p.session_id = s.id
    where s.school_id = ${at.schoolId} and s.on_date between ${from.toString()}::date and ${at.through.toString()}::date
      and exists (select 1 from recovery_attestation a where a.school_id = s.school_id and a.session_id = s.id)
      and not exists (select 1 from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id)
      and ${pupilIds === null ? sql`true` : sql`p.pupil_id = any (${`{${pupilIds.join(",")}}`}::int[])`}
    order by p.session_id, p.pupil_id, p.stay, p.id desc`);
  const signedIn = rows.filter(({ inAt }) => inAt !== null);
  const byPupil = new Map<number, Attended[]>();
  for (const stays of Map.groupBy(signedIn, (row) => `${row.sessionId} ${row.pupilId}`).values()) {
    const [first, last] = [stays[0]!, stays.at(-1)!];
    const { pupilId, breaks, date: day, ...row } = first;
    const date = Temporal.PlainDate.from(day);
    const { minutes } = presenceOf({
      session: { ...row, date },
      stays: stays.map(({ inAt, outAt }) => ({ signedIn: inAt, signedOut: outAt })),
      breaks,
    });
    const session = { ...row, outAt: last.outAt, date, minutes };
    const known = byPupil.get(pupilId);
    if (known) known.push(session);
    else byPupil.set(pupilId, [session]);
  }
  return byPupil;
}
