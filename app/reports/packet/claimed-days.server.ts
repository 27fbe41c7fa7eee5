import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { type SchoolYear, schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import { studyDaysRunning } from "#app/recovery/standing.ts";
import type { DistrictFacts } from "#app/recovery/standings.server.ts";
import { standingFrom } from "#app/recovery/standings.server.ts";
import { keyOf } from "./absences-on-record.server.ts";
import { claimsInForce, ints, type WhichClaims } from "./claims-in-force.server.ts";
import { factsOfDistrict, readerOf } from "./district-facts.server.ts";
import type { ClaimedDay, ClaimInForce, SessionOnRecord } from "./facts.ts";
import { type RecordOfClaim, recordsOfClaims } from "./records-of-claims.server.ts";
import { sessionsOnRecord } from "./sessions-on-record.server.ts";

export type ClaimedDays = { days: ClaimedDay[]; schoolNames: ReadonlyMap<number, string> };

type School = { id: number; name: string; category: string | null };
type SchoolDays = { schoolId: number; dates: string[] };

/**
 * Claimed days with everything on record about them. The number of statements depends on the number of schools, never
 * on that of days. Whoever holds a district role reads sessions of every school; anyone else reads the record of the
 * own school, and of another school's sessions only date, school and minutes, as the count of days needs them.
 * @param through the day up to which time and absences are worked out again
 * @param seen called with the claims in the same transaction, to put the look on record
 */
export async function claimedDays(
  context: Context,
  actor: Actor,
  of: { schoolIds: readonly number[]; schoolYear: SchoolYear; through: Temporal.PlainDate },
  which: WhichClaims,
  seen: (tx: Tx, claims: readonly ClaimInForce[]) => Promise<void>,
): Promise<ClaimedDays> {
  const reader = readerOf(actor);
  const found = await context.door.asActor(reader, async (tx) => {
    const claims = await claimsInForce(tx, of, which);
    const pupilIds = [...new Set(claims.map(({ pupilId }) => pupilId))];
    const sessionIds = [...new Set(claims.flatMap((claim) => claim.sessionIds))];
    const [records, sessions, schools, minimumDays, schoolDays] = await Promise.all([
      recordsOfClaims(tx, claims),
      sessionsOnRecord(tx, reader.schools, sessionIds, pupilIds),
      tx.execute<School>(sql`select id, name, category_code as category from school`),
      tx.execute<{ schoolId: number; pupilId: number; minutes: number | null }>(sql`
        select school_id as "schoolId", pupil_id as "pupilId", minimum_day_minutes as minutes from pupil
        where school_id = any (${ints(of.schoolIds)}) and pupil_id = any (${ints(pupilIds)})`),
      tx.execute<SchoolDays>(sql`select school_id as "schoolId", json_agg(date order by date) as dates from calendar_day
        where school_id = any (${ints(of.schoolIds)}) and school_year = ${of.schoolYear}::smallint
          and holiday_code in ('', '%', '+') group by school_id`),
      seen(tx, claims),
    ]);
    return { claims, pupilIds, records, sessions, schools, minimumDays, schoolDays };
  });
  const schoolNames = new Map(found.schools.map(({ id, name }) => [id, name]));
  if (found.claims.length === 0) return { days: [], schoolNames };
  const { facts, claims: all } = await factsOfDistrict(context, reader, of, found.pupilIds, found.schools);
  const placed = Map.groupBy(all, ({ pupilId }) => pupilId);
  const own = new Map(found.minimumDays.map((row) => [`${row.schoolId} ${row.pupilId}`, row.minutes]));
  const categoryOf = new Map(found.schools.map(({ id, category }) => [id, category]));
  const daysOf = new Map(
    found.schoolDays.map(({ schoolId, dates }) => [
      schoolId,
      dates.map((date) => Temporal.PlainDate.from(date)),
    ]),
  );
  const days = found.claims.flatMap((claim): ClaimedDay[] => {
    const record = found.records.get(keyOf(claim));
    if (record === undefined) return [];
    const { grade } = record.pupil;
    const minimumDayMinutes = own.get(`${claim.schoolId} ${claim.pupilId}`) ?? null;
    const standing = standingFrom(
      facts,
      { pupilId: claim.pupilId, grade, minimumDayMinutes },
      categoryOf.get(claim.schoolId) ?? null,
      of.through,
    );
    return [
      {
        ...dayOf(claim, record, placed.get(claim.pupilId) ?? []),
        ...timeOf(claim, found.sessions, facts, daysOf.get(claim.schoolId) ?? []),
        absence: { ...record.absence, category: categoryOn(facts, claim) },
        standing,
      },
    ];
  });
  return { days, schoolNames };
}

/** One claimed day, or null where none is claimed that the reader may see. */
export async function claimedDay(
  context: Context,
  actor: Actor,
  at: { pupilId: number; absenceDate: Temporal.PlainDate },
  through: Temporal.PlainDate,
  seen: (tx: Tx, claims: readonly ClaimInForce[]) => Promise<void>,
): Promise<{ day: ClaimedDay; schoolNames: ReadonlyMap<number, string> } | null> {
  const of = { schoolIds: [actor.schoolId], schoolYear: schoolYearOf(at.absenceDate), through };
  const { days, schoolNames } = await claimedDays(context, actor, of, at, seen);
  return days[0] ? { day: days[0], schoolNames } : null;
}

function dayOf(
  claim: ClaimInForce,
  { absence: _absence, ...record }: RecordOfClaim,
  claims: readonly Pick<ClaimInForce, "schoolId" | "absenceDate">[],
): Pick<ClaimedDay, "claim" | "place"> & Omit<RecordOfClaim, "absence"> {
  const before = claims.filter(
    ({ absenceDate }) => Temporal.PlainDate.compare(absenceDate, claim.absenceDate) < 0,
  );
  return {
    claim,
    place: {
      number: before.length + 1,
      of: claims.length,
      atOtherSchools: claims.filter(({ schoolId }) => schoolId !== claim.schoolId).length,
    },
    ...record,
  };
}

/** The sessions that the reader may open; of the others what the count of days needs. */
function timeOf(
  claim: ClaimInForce,
  sessions: ReadonlyMap<number, SessionOnRecord>,
  facts: DistrictFacts,
  schoolDays: readonly Temporal.PlainDate[],
): Pick<ClaimedDay, "sessions" | "elsewhere" | "studyDays"> {
  const open = claim.sessionIds.flatMap((id) => sessions.get(id) ?? []);
  const closed = claim.sessionIds.filter((id) => !sessions.has(id));
  const elsewhere = (facts.attended.get(claim.pupilId) ?? [])
    .filter(({ sessionId }) => closed.includes(sessionId))
    .map(({ date, schoolId, minutes }) => ({ date, schoolId, minutes }));
  const missed = facts.missed.get(claim.pupilId) ?? [];
  const dates = new Map([...open, ...elsewhere].map(({ date }) => [date.toString(), date]));
  return {
    sessions: open.toSorted(
      (one, other) => Temporal.PlainDate.compare(one.date, other.date) || one.startsAt - other.startsAt,
    ),
    elsewhere,
    studyDays: new Map([...dates].map(([key, date]) => [key, studyDaysRunning(schoolDays, missed, date)])),
  };
}

const categoryOn = (facts: DistrictFacts, claim: ClaimInForce) =>
  facts.missed.get(claim.pupilId)?.find(({ date }) => date.equals(claim.absenceDate))?.category ?? null;
