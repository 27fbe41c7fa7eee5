import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import type { Context } from "#app/context.ts";
import { gradeFromAeries } from "#app/people/grade.ts";
import { readRecoverySettings } from "./district-settings.server.ts";
import { pupilEligibility } from "./eligibility.ts";
import type { OwnMinimumDay } from "./own-minimum-day.ts";
import { readOwnMinimumDays } from "./own-minimum-days.server.ts";
import { type Ranked, rankPupils } from "./ranking.ts";
import type { RecoverySession } from "./session.ts";
import type { RecoverySettings } from "./settings.ts";
import { countsOf, studyDaysRunning } from "./standing.ts";
import { type DistrictFacts, factsAt, factsElsewhere, joinFacts, standingFrom } from "./standings.server.ts";

/**
 * A pupil of the school, and what their family answered last about recovery as a whole. `leftOn`: the last day at the
 * school where Aeries names one.
 */
export type CandidatePupil = {
  pupilId: number;
  studentNumber: number;
  name: string;
  grade: number;
  familyKey: number | null;
  ownMinimumDays: readonly OwnMinimumDay[];
  active: boolean;
  leftOn: string | null;
  answer: "yes" | "no" | null;
};

/** The pupils of a school; `only` limits them to ids or to grades. */
export async function pupilsForRecovery(
  tx: Tx,
  schoolId: number,
  only: { pupilIds: readonly number[] } | { lowGrade: number; highGrade: number },
): Promise<CandidatePupil[]> {
  const which =
    "pupilIds" in only
      ? sql`p.pupil_id = any (${`{${only.pupilIds.join(",")}}`}::int[])`
      : sql`p.inactive_code = '' and p.grade between ${only.lowGrade} and ${only.highGrade}`;
  const [rows, ownMinimumDays] = await Promise.all([
    tx.execute<Omit<CandidatePupil, "ownMinimumDays">>(sql`
    select p.pupil_id as "pupilId", p.student_number as "studentNumber", p.first_name || ' ' || p.last_name as name, p.grade,
      p.family_key as "familyKey", p.inactive_code = '' as active, p.left_on::text as "leftOn", e.answer
    from pupil p left join lateral (select answer from recovery_election e
      where e.school_id = p.school_id and e.pupil_id = p.pupil_id and e.session_id is null order by e.id desc limit 1) e on true
    where p.school_id = ${schoolId} and ${which}`),
    readOwnMinimumDays(tx, [schoolId], "pupilIds" in only ? only.pupilIds : null),
  ]);
  return rows.map((row) => ({ ...row, ownMinimumDays: ownMinimumDays({ schoolId, pupilId: row.pupilId }) }));
}

/**
 * What decides for all pupils of a school: its category, which makes its minimum day, its days with pupils this far,
 * and the district's settings on the day.
 */
export async function schoolForRecovery(tx: Tx, schoolId: number, through: Temporal.PlainDate) {
  const [[school], days, settings] = await Promise.all([
    tx.execute<{ category: string | null }>(
      sql`select category_code as category from school where id = ${schoolId}`,
    ),
    tx.execute<{ date: string }>(sql`select date::text from calendar_day where school_id = ${schoolId}
      and date between ${through.subtract({ days: 60 }).toString()}::date and ${through.toString()}::date
      and holiday_code in ('', '%', '+')`),
    readRecoverySettings(tx, through),
  ]);
  return {
    category: school?.category ?? null,
    schoolDays: days.map(({ date }) => Temporal.PlainDate.from(date)),
    settings,
  };
}

export type SessionCandidate = Ranked<CandidatePupil & ReturnType<typeof countsOf>>;

/** Why a pupil may not be given a place, in a sentence, or null. `answer`: what the family says now. */
export function barTo(
  pupil: CandidatePupil,
  school: { schoolDays: readonly Temporal.PlainDate[]; settings: Pick<RecoverySettings, "agency"> },
  facts: DistrictFacts,
  today: Temporal.PlainDate,
  optedIn: boolean | null,
): string | null {
  const eligibility = pupilEligibility({
    agency: school.settings.agency,
    enrolled: pupil.active,
    grade: gradeFromAeries(pupil.grade),
    studyDays: studyDaysRunning(school.schoolDays, facts.missed.get(pupil.pupilId) ?? [], today),
    optedIn,
  });
  return eligibility.eligible ? null : eligibility.reason;
}

/**
 * Who could be given a place in a session, most recoverable days first: active pupils of its grades with absences
 * still to recover, whose family has not declined, and who hold no place in it and did not turn it down.
 */
export async function candidatesFor(
  context: Context,
  actor: Actor,
  session: RecoverySession,
  today: Temporal.PlainDate,
): Promise<SessionCandidate[]> {
  const { schoolId } = actor;
  const here = await context.door.asActor(actor, async (tx) => {
    const [pupils, facts, school, places] = await Promise.all([
      pupilsForRecovery(tx, schoolId, session),
      factsAt(tx, schoolId, today, null),
      schoolForRecovery(tx, schoolId, today),
      tx.execute<{
        pupilId: number;
        step: string;
      }>(sql`select distinct on (pupil_id) pupil_id as "pupilId", step
        from recovery_place where school_id = ${schoolId} and session_id = ${session.id} order by pupil_id, id desc`),
    ]);
    return { pupils, facts, school, places };
  });
  const taken = new Set(here.places.filter(({ step }) => step !== "released").map(({ pupilId }) => pupilId));
  const open = here.pupils.filter(
    (pupil) =>
      !taken.has(pupil.pupilId) &&
      here.facts.missed.has(pupil.pupilId) &&
      barTo(pupil, here.school, here.facts, today, pupil.answer !== "no") === null,
  );
  const elsewhere = await factsElsewhere(
    context,
    actor,
    today,
    open.map(({ pupilId }) => pupilId),
  );
  const facts = joinFacts(here.facts, elsewhere);
  const candidates = open.flatMap((pupil) => {
    const standing = standingFrom(facts, pupil, here.school, today);
    return standing === null || standing.stillToRecover === 0
      ? []
      : [{ ...pupil, ...countsOf(standing.claims) }];
  });
  return rankPupils(candidates, { siblingsTogether: true });
}
