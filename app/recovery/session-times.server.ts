import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import type { TimeSpan } from "#app/calendar/bell.ts";
import { fiscalYearBounds, type SchoolYear } from "#app/calendar/school-year.ts";
import { inBoth, minutesIn } from "#app/calendar/spans.ts";
import type { RecoveryBreak } from "#drizzle/schema/recovery.ts";
import { remembered } from "./absences.server.ts";
import { presenceOf } from "./presence.ts";
import type { WrittenSetting } from "./settings-in-force.ts";

/** What is asked of a year: the schools, and the last day to look at. `history`: the settings, read already or other than those on record. */
export type YearAsked = {
  schoolIds: readonly number[];
  schoolYear: SchoolYear;
  through: Temporal.PlainDate;
  history?: readonly WrittenSetting[];
};

/**
 * One pupil's time in one attested session. `spans`: instruction that both the statement and the times on record now
 * have; `unattested`: minutes that only the times on record now have. `inAt` is the first coming, `outAt` the last going.
 */
export type TimeInSession = TimeSpan & {
  schoolId: number;
  sessionId: number;
  date: Temporal.PlainDate;
  inAt: number | null;
  outAt: number | null;
  spans: readonly TimeSpan[];
  unattested: number;
};

type Session = TimeSpan & {
  schoolId: number;
  id: number;
  date: Temporal.PlainDate;
  breaks: RecoveryBreak[];
  covered: number;
};
type Stay = [inAt: number | null, outAt: number | null, id: number];
type StaysRow = { schoolId: number; sessionId: number; pupilId: number; stays: Stay[] };

/**
 * The time of each pupil in sessions that their teacher has attested (AR-SES-3) and nobody cancelled, by pupil. A
 * statement covers the rows that there were: time that was changed after it, or moved to another pupil, counts only as
 * far as the statement has it too, until the teacher attests anew. Two statements for any number of pupils
 * who were in sessions at all, and a third for times that changed.
 * @param pupilIds these pupils only; null for all
 */
export async function timesInSessions(
  tx: Tx,
  asked: YearAsked,
  pupilIds: readonly number[] | null,
): Promise<Map<number, TimeInSession[]>> {
  const { from } = fiscalYearBounds(asked.schoolYear);
  const ours = pupilIds === null ? sql`true` : sql`p.pupil_id = any (${ints(pupilIds)})`;
  const counting = sql`
    select s.school_id, s.id, s.on_date, s.starts_at, s.ends_at, s.breaks, max(a.through_presence_id) as covered
    from recovery_session s join recovery_attestation a on a.school_id = s.school_id and a.session_id = s.id
    where s.school_id = any (${ints(asked.schoolIds)})
      and s.on_date between ${from.toString()}::date and ${asked.through.toString()}::date
      and not exists (select 1 from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id)
    group by s.school_id, s.id`;
  const rows = await tx.execute<StaysRow>(sql`
    select t.school_id as "schoolId", t.session_id::int as "sessionId", t.pupil_id as "pupilId",
      json_agg(json_build_array(t.in_at, t.out_at, t.id)) as stays
    from (select distinct on (p.school_id, p.session_id, p.pupil_id, p.stay) p.school_id, p.session_id, p.pupil_id, p.in_at, p.out_at, p.id
      from recovery_presence p join (${counting}) c on c.school_id = p.school_id and c.id = p.session_id
      where p.school_id = any (${ints(asked.schoolIds)}) and ${ours}
      order by p.school_id, p.session_id, p.pupil_id, p.stay, p.id desc) t
    group by t.school_id, t.session_id, t.pupil_id`);
  if (rows.length === 0) return new Map();
  const sessions = await tx.execute<
    Omit<Session, "date"> & { date: string }
  >(sql`select c.school_id as "schoolId", c.id::int,
    c.on_date::text as date, c.starts_at as "startsAt", c.ends_at as "endsAt", c.breaks, c.covered::int from (${counting}) c
    where c.id = any (${ints([...new Set(rows.map(({ sessionId }) => sessionId))])})`);
  const dayOf = remembered((text) => Temporal.PlainDate.from(text));
  const byId = new Map(sessions.map((session) => [session.id, { ...session, date: dayOf(session.date) }]));
  const changed = rows.filter(({ sessionId, stays }) => changedSince(stays, byId.get(sessionId)));
  const attested = await attestedStays(tx, changed, byId);
  const times = new Map<number, TimeInSession[]>();
  for (const { sessionId, pupilId, stays } of rows) {
    const session = byId.get(sessionId);
    if (session === undefined) continue;
    const time = timeIn(
      session,
      stays,
      changedSince(stays, session) ? (attested.get(`${sessionId} ${pupilId}`) ?? []) : null,
    );
    if (time === null) continue;
    const known = times.get(pupilId);
    if (known) known.push(time);
    else times.set(pupilId, [time]);
  }
  return times;
}

const changedSince = (stays: readonly Stay[], session: Session | undefined) =>
  stays.some(([, , id]) => id > (session?.covered ?? 0));

/** Of pupils whose times changed afterwards, the stays as the statement has them, by session and pupil. */
async function attestedStays(
  tx: Tx,
  changed: readonly StaysRow[],
  sessions: ReadonlyMap<number, Session>,
): Promise<Map<string, Stay[]>> {
  if (changed.length === 0) return new Map();
  const covered = changed.map(({ sessionId }) => sessions.get(sessionId)?.covered ?? 0);
  const rows = await tx.execute<{
    sessionId: number;
    pupilId: number;
    inAt: number | null;
    outAt: number | null;
    id: number;
  }>(sql`
    select distinct on (p.school_id, p.session_id, p.pupil_id, p.stay) p.session_id::int as "sessionId", p.pupil_id as "pupilId",
      p.in_at as "inAt", p.out_at as "outAt", p.id::int as id
    from unnest(${ints(changed.map(({ schoolId }) => schoolId))}, ${ints(changed.map(({ sessionId }) => sessionId))},
      ${ints(changed.map(({ pupilId }) => pupilId))}, ${ints(covered)}) as k(school_id, session_id, pupil_id, covered)
    join recovery_presence p on p.school_id = k.school_id and p.session_id = k.session_id and p.pupil_id = k.pupil_id
      and p.id <= k.covered
    order by p.school_id, p.session_id, p.pupil_id, p.stay, p.id desc`);
  const byPupil = Map.groupBy(rows, ({ sessionId, pupilId }) => `${sessionId} ${pupilId}`);
  return new Map(
    [...byPupil].map(([key, its]) => [key, its.map(({ inAt, outAt, id }): Stay => [inAt, outAt, id])]),
  );
}

/** @param attested the stays as the statement has them, where they changed since; null where they did not */
function timeIn(
  session: Session,
  stays: readonly Stay[],
  attested: readonly Stay[] | null,
): TimeInSession | null {
  const signedIn = (given: readonly Stay[]) => given.filter(([inAt]) => inAt !== null);
  const spansOf = (given: readonly Stay[]) =>
    presenceOf({
      session,
      stays: signedIn(given).map(([inAt, outAt]) => ({ signedIn: inAt, signedOut: outAt })),
      breaks: session.breaks,
    }).spans;
  const now = signedIn(stays);
  if (now.length === 0) return null;
  const written = spansOf(now);
  const spans = attested === null ? written : inBoth(written, spansOf(attested));
  const { schoolId, id: sessionId, date, startsAt, endsAt } = session;
  return {
    ...{ schoolId, sessionId, date, startsAt, endsAt, spans },
    unattested: attested === null ? 0 : minutesIn(written) - minutesIn(spans),
    inAt: now.reduce<number | null>(
      (first, [inAt]) => (first === null || inAt! < first ? inAt : first),
      null,
    ),
    outAt: now.reduce<number | null>(
      (last, [, outAt]) => (last === null || (outAt ?? 0) > last ? outAt : last),
      null,
    ),
  };
}
