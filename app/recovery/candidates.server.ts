import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { isBefore } from "#app/calendar/day.ts";
import type { Context } from "#app/context.ts";
import { gradeFromAeries } from "#app/people/grade.ts";
import { readRecoverySettings } from "./district-settings.server.ts";
import { pupilEligibility } from "./eligibility.ts";
import { type Ranked, rankPupils } from "./ranking.ts";
import type { RecoverySession } from "./session.ts";
import type { RecoverySettings } from "./settings.ts";
import { countsOf } from "./standing.ts";
import { readStandings } from "./standings.server.ts";

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
  return await tx.execute<CandidatePupil>(sql`
    select p.pupil_id as "pupilId", p.student_number as "studentNumber", p.first_name || ' ' || p.last_name as name, p.grade,
      p.family_key as "familyKey", p.inactive_code = '' as active, p.left_on::text as "leftOn", e.answer
    from pupil p left join lateral (select answer from recovery_election e
      where e.school_id = p.school_id and e.pupil_id = p.pupil_id and e.session_id is null order by e.id desc limit 1) e on true
    where p.school_id = ${schoolId} and ${which}`);
}

/** What decides for all pupils of a school: its days with pupils this far, and the district's settings on the day. */
export async function schoolForRecovery(tx: Tx, schoolId: number, through: Temporal.PlainDate) {
  const [days, settings] = await Promise.all([
    tx.execute<{ date: string }>(sql`select date::text from calendar_day where school_id = ${schoolId}
      and date between ${through.subtract({ days: 60 }).toString()}::date and ${through.toString()}::date
      and holiday_code in ('', '%', '+')`),
    readRecoverySettings(tx, through),
  ]);
  return { schoolDays: days.map(({ date }) => Temporal.PlainDate.from(date)), settings };
}

/** The pupil as they stood on a day that may be past: on the last day itself a pupil is still of the school. */
export function enrolledBy(date: Temporal.PlainDate, pupil: CandidatePupil): CandidatePupil {
  const { active, leftOn } = pupil;
  const left = leftOn === null ? null : Temporal.PlainDate.from(leftOn);
  return { ...pupil, active: active || (left !== null && !isBefore(left, date)) };
}

export type SessionCandidate = Ranked<CandidatePupil & ReturnType<typeof countsOf>>;

/**
 * Why a pupil may not be given a place, in a sentence, or null.
 * @param studyDays schooldays running in independent study
 * @param optedIn what the family says now; null while nobody has answered
 */
export function barTo(
  pupil: CandidatePupil,
  { agency }: Pick<RecoverySettings, "agency">,
  studyDays: number,
  optedIn: boolean | null,
): string | null {
  const grade = gradeFromAeries(pupil.grade);
  const eligibility = pupilEligibility({ agency, enrolled: pupil.active, grade, studyDays, optedIn });
  return eligibility.eligible ? null : eligibility.reason;
}

/**
 * Who could be given a place in a session, most recoverable days first: active pupils of its grades with absences
 * still to recover in it, whose family has not declined, and who hold no place in it and did not turn it down.
 */
export async function candidatesFor(
  context: Context,
  actor: Actor,
  session: RecoverySession,
  today: Temporal.PlainDate,
): Promise<SessionCandidate[]> {
  const { schoolId } = actor;
  const here = await context.door.asActor(actor, async (tx) => {
    const [pupils, places] = await Promise.all([
      pupilsForRecovery(tx, schoolId, session),
      tx.execute<{
        pupilId: number;
        step: string;
      }>(sql`select distinct on (pupil_id) pupil_id as "pupilId", step
        from recovery_place where school_id = ${schoolId} and session_id = ${session.id} order by pupil_id, id desc`),
    ]);
    return { pupils, places };
  });
  const taken = new Set(here.places.filter(({ step }) => step !== "released").map(({ pupilId }) => pupilId));
  const open = here.pupils.filter(({ pupilId, answer }) => !taken.has(pupilId) && answer !== "no");
  const standings = await readStandings(
    context,
    { schoolId, through: today },
    open.map(({ pupilId }) => pupilId),
  );
  const candidates = open.flatMap((pupil) => {
    if (barTo(pupil, standings.settings, standings.studyDays(pupil.pupilId), true) !== null) return [];
    const standing = standings.standing(pupil.pupilId, session.date);
    return standing === null || standing.stillToRecover === 0
      ? []
      : [{ ...pupil, ...countsOf(standing.claims) }];
  });
  return rankPupils(candidates, { siblingsTogether: true });
}
