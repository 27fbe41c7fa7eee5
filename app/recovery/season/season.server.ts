import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { fiscalYearBounds, schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import type { RecoveryAmounts } from "../amounts.ts";
import { barTo, type CandidatePupil, pupilsForRecovery } from "../candidates.server.ts";
import { readAmounts } from "../district-settings.server.ts";
import { readStandings } from "../standings.server.ts";
import { offersOf } from "./offers.server.ts";
import { changedOffers, type KeptPlan } from "./plan.ts";
import type { DatedSpan, Offer, SeasonInput, SeasonPupil } from "./season.ts";

/** A season's input from the records of a day, with what is needed to show it. `barred`: offers that the law or another booking rules out. */
export type ReadSeason = {
  input: SeasonInput;
  pupils: ReadonlyMap<number, CandidatePupil>;
  teachers: ReadonlyMap<number, string>;
  barred: { offer: Offer; why: string }[];
  idle: number[];
  /** Teachers who may not lead on some dates, and why. */
  unable: string[];
  /** The offers that there would be with one more teacher, and with a room for them besides. */
  withTeacher: Offer[];
  withTeacherAndRoom: Offer[];
  amounts: RecoveryAmounts;
};

/** Reads everything a season follows from, in a number of statements that does not grow with the pupils. */
export async function readSeason(
  context: Context,
  actor: Actor,
  plan: KeptPlan,
  today: Temporal.PlainDate,
): Promise<ReadSeason> {
  const { schoolId } = actor;
  const here = await context.door.asActor(actor, async (tx) => {
    const [pupils, booked, amounts] = await Promise.all([
      pupilsForRecovery(tx, schoolId, { lowGrade: -1, highGrade: 12 }),
      bookedFrom(tx, schoolId, today),
      readAmounts(tx, today),
    ]);
    return {
      pupils,
      booked,
      amounts,
      ...(await offersOf(tx, schoolId, plan, today)),
    };
  });
  const open = here.pupils.filter(
    ({ pupilId, answer }) => !plan.leftOut.pupils.includes(pupilId) && answer !== "no",
  );
  const standings = await readStandings(
    context,
    { schoolId, through: today },
    open.map(({ pupilId }) => pupilId),
  );
  const pupils = open.flatMap((pupil): SeasonPupil[] => {
    if (barTo(pupil, standings.settings, standings.studyDays(pupil.pupilId), true) !== null) return [];
    const standing = standings.standing(pupil.pupilId, today);
    if (standing === null || standing.stillToRecover === 0) return [];
    return [
      {
        pupilId: pupil.pupilId,
        grade: pupil.grade,
        minimumDayMinutes: standing.credit.minimumDay.minutes,
        bankedMinutes: standing.credit.bankedMinutes,
        recoverableDays: standing.stillToRecover,
        familyKey: pupil.familyKey,
        booked: here.booked.get(pupil.pupilId) ?? [],
      },
    ];
  });
  const { bands, minimumFill, siblings, locked } = plan;
  return {
    input: {
      pupils,
      offers: changedOffers(here.offers, plan),
      rules: { bands, minimumFill, siblings, locked, settings: standings.settings },
    },
    pupils: new Map(open.map((pupil) => [pupil.pupilId, pupil])),
    teachers: here.teachers,
    barred: here.barred,
    idle: here.idle,
    unable: here.unable,
    withTeacher: changedOffers(here.withTeacher, plan),
    withTeacherAndRoom: changedOffers(here.withTeacherAndRoom, plan),
    amounts: here.amounts,
  };
}

/** Sessions of the school year still to come in which pupils hold a place: they are expected to earn there. */
async function bookedFrom(tx: Tx, schoolId: number, today: Temporal.PlainDate) {
  const { through } = fiscalYearBounds(schoolYearOf(today));
  const rows = await tx.execute<{ pupilId: number; date: string } & Omit<DatedSpan, "date">>(sql`
    select n.pupil_id as "pupilId", s.on_date::text as date, s.starts_at as "startsAt", s.ends_at as "endsAt", s.breaks
    from recovery_session s join lateral (select distinct on (p.pupil_id) p.pupil_id, p.step from recovery_place p
      where p.school_id = s.school_id and p.session_id = s.id order by p.pupil_id, p.id desc) n on n.step = 'booked'
    where s.school_id = ${schoolId} and s.on_date between ${today.toString()}::date and ${through.toString()}::date
      and not exists (select 1 from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id)
      and not exists (select 1 from recovery_attestation a where a.school_id = s.school_id and a.session_id = s.id)`);
  const booked = new Map<number, DatedSpan[]>();
  for (const { pupilId, date, ...span } of rows)
    booked.set(pupilId, [...(booked.get(pupilId) ?? []), { ...span, date: Temporal.PlainDate.from(date) }]);
  return booked;
}
