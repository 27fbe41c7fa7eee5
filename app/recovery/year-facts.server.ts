import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import { fiscalYearBounds } from "#app/calendar/school-year.ts";
import { absencesAt, remembered } from "./absences.server.ts";
import type { SessionTime } from "./counted-time.ts";
import { answerInForce, type Election } from "./election.ts";
import { electionsOf } from "./elections.server.ts";
import { madeUpElsewhere } from "./made-up-elsewhere.server.ts";
import { readOwnMinimumDays } from "./own-minimum-days.server.ts";
import { programOfSchool } from "./program.ts";
import { type TimeInSession, timesInSessions, type YearAsked } from "./session-times.server.ts";
import { isStudy, studyDaysRunning } from "./standing.ts";
import { taughtDays } from "./taught-days.server.ts";
import {
  type Enrolled,
  enrolledOn,
  type PupilYear,
  type SchoolAbsence,
  type YearFacts,
} from "./year-claims.ts";

type EnrolledRow = {
  pupilId: number;
  schoolId: number;
  from: string;
  through: string | null;
  grade: number;
  category: string | null;
};

/**
 * One school year of every pupil at some schools who has attended a session, missed a day, or made one up elsewhere:
 * enrolment, time in attested sessions with what decides whether it may be claimed, absences, and what was made up
 * outside this product. Held sessions are among them (`readClaimableYear` leaves them out). Some ten statements, whatever the number of pupils and schools. A pupil of several schools
 * is one.
 * @param asked.schoolIds all schools of the district, for a claim (AR-CAP-2)
 * @param pupilIds these pupils only; null for all
 */
export async function readYearFacts(
  tx: Tx,
  asked: YearAsked,
  pupilIds: readonly number[] | null = null,
): Promise<YearFacts> {
  const [enrolled, absences, times, alreadyClaimed] = await Promise.all([
    enrolledOf(tx, asked, pupilIds),
    absencesAt(tx, asked, pupilIds),
    timesInSessions(tx, asked, pupilIds),
    madeUpElsewhere(tx, asked, pupilIds),
  ]);
  const [elections, schoolDays] = await Promise.all([
    times.size === 0 ? new Map<number, Election[]>() : electionsOf(tx, asked.schoolIds, pupilIds),
    schoolDaysFor(tx, asked, absences),
  ]);
  const pupils = new Map<number, PupilYear>();
  for (const pupilId of new Set([...absences.keys(), ...times.keys(), ...alreadyClaimed.keys()])) {
    const pupil = {
      pupilId,
      enrolled: enrolled.get(pupilId) ?? [],
      absences: absences.get(pupilId) ?? [],
      alreadyClaimed: alreadyClaimed.get(pupilId) ?? [],
    };
    const answers = elections.get(pupilId) ?? [];
    const sessions = (times.get(pupilId) ?? []).map((time) =>
      judged(time, { ...pupil, answers }, schoolDays),
    );
    pupils.set(pupilId, { ...pupil, sessions });
  }
  return { schoolYear: asked.schoolYear, pupils };
}

/** The time with what decides on its date whether it may be claimed (AR-PUP-2, -3). */
function judged(
  { schoolId, sessionId, date, spans, unattested }: TimeInSession,
  pupil: Pick<PupilYear, "enrolled" | "absences"> & { answers: readonly Election[] },
  schoolDays: ReadonlyMap<number, readonly Temporal.PlainDate[]>,
): SessionTime {
  const answer = answerInForce(pupil.answers, { sessionId, date });
  const days = schoolDays.get(enrolledOn(pupil, date, schoolId)?.schoolId ?? schoolId);
  return {
    ...{ schoolId, sessionId, date, spans, unattested },
    studyDays: days ? studyDaysRunning(days, pupil.absences, date, { marked: true }) : 0,
    optedIn: answer && answer.answer === "yes",
  };
}

/** The days with pupils of each school, where anybody was in independent study at all; else none are needed. */
async function schoolDaysFor(
  tx: Tx,
  asked: YearAsked,
  absences: ReadonlyMap<number, readonly SchoolAbsence[]>,
): Promise<ReadonlyMap<number, readonly Temporal.PlainDate[]>> {
  if (![...absences.values()].some((missed) => missed.some(isStudy))) return new Map();
  const taught = await taughtDays(tx, asked);
  const day = remembered((text) => Temporal.PlainDate.from(text));
  return new Map([...taught].map(([schoolId, dates]) => [schoolId, dates.map(day)]));
}

/** Spans of enrolment with grade, program and own minimum days; a pupil without any has that of the pupil's record. */
export async function enrolledOf(
  tx: Tx,
  asked: YearAsked,
  pupilIds: readonly number[] | null,
): Promise<ReadonlyMap<number, readonly Enrolled[]>> {
  const { from } = fiscalYearBounds(asked.schoolYear);
  const [ownMinimumDays, rows] = await Promise.all([
    readOwnMinimumDays(tx, asked.schoolIds, pupilIds),
    tx.execute<EnrolledRow>(sql`
      select p.pupil_id as "pupilId", p.school_id as "schoolId",
        coalesce(e.entered_on, p.entered_on, ${from.toString()}::date)::text as from,
        (case when e.entered_on is null then p.left_on else e.left_on end)::text as through, coalesce(e.grade, p.grade) as grade,
        s.category_code as category
      from pupil p join school s on s.id = p.school_id left join enrolment e on e.school_id = p.school_id and e.pupil_id = p.pupil_id
        and e.school_year = ${asked.schoolYear}
      where p.school_id = any (${ints(asked.schoolIds)}) and ${pupilIds === null ? sql`true` : sql`p.pupil_id = any (${ints(pupilIds)})`}`),
  ]);
  const day = remembered((text) => Temporal.PlainDate.from(text));
  const spans = rows.map(({ category, ...row }) => ({
    ...row,
    from: day(row.from),
    through: row.through === null ? null : day(row.through),
    program: programOfSchool(category),
    ownMinimumDays: ownMinimumDays(row),
  }));
  return Map.groupBy(spans, ({ pupilId }) => pupilId);
}
