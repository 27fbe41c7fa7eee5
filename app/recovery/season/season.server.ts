import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { byDate } from "#app/calendar/day.ts";
import { fiscalYearBounds, schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import type { RecoveryAmounts } from "../amounts.ts";
import { barTo, type CandidatePupil, pupilsForRecovery, schoolForRecovery } from "../candidates.server.ts";
import { readAmounts } from "../district-settings.server.ts";
import { refusalsOfPlans } from "../new-sessions.server.ts";
import type { FullSessionPlan } from "../session.ts";
import { teachersElsewhere } from "../session-facts.server.ts";
import type { SessionRefusal } from "../session-refusal.ts";
import { factsAt, factsElsewhere, joinFacts, standingFrom } from "../standings.server.ts";
import { certificatedTeachers } from "../teachers.server.ts";
import { makeOffers } from "./offers.ts";
import { changedOffers, datesOf, type KeptPlan } from "./plan.ts";
import type { Offer, SeasonInput, SeasonPupil } from "./season.ts";

/** A season's input from the records of a day, with what is needed to show it. `barred`: offers that the law or another booking rules out. */
export type ReadSeason = {
  input: SeasonInput;
  pupils: ReadonlyMap<number, CandidatePupil>;
  teachers: ReadonlyMap<number, string>;
  barred: { offer: Offer; why: string }[];
  idle: number[];
  /** The offers that there would be with one more teacher, and with a room for them besides. */
  withTeacher: Offer[];
  withTeacherAndRoom: Offer[];
  amounts: RecoveryAmounts;
};

/** The session that an offer would become. */
export const planOf = (
  offer: Offer,
  {
    lowGrade,
    highGrade,
    capacity,
    subject,
  }: Pick<FullSessionPlan, "lowGrade" | "highGrade" | "capacity" | "subject">,
): FullSessionPlan => ({
  date: offer.date,
  startsAt: offer.startsAt,
  endsAt: offer.endsAt,
  room: offer.room,
  teacherId: offer.teacherIds[0]!,
  alsoTeach: offer.teacherIds.slice(1),
  lowGrade,
  highGrade,
  capacity,
  subject,
});

/** Reads everything a season follows from, in a number of statements that does not grow with the pupils. */
export async function readSeason(
  context: Context,
  actor: Actor,
  plan: KeptPlan,
  today: Temporal.PlainDate,
): Promise<ReadSeason> {
  const { schoolId } = actor;
  const dates = datesOf(plan).toSorted(byDate);
  const days = { from: dates[0] ?? today, through: dates.at(-1) ?? today };
  const busy = await teachersElsewhere(
    context,
    schoolId,
    plan.teachers.map(({ teacherId }) => teacherId),
    days,
  );
  const here = await context.door.asActor(actor, async (tx) => {
    const [pupils, facts, school, booked, amounts, teachers] = await Promise.all([
      pupilsForRecovery(tx, schoolId, { lowGrade: -1, highGrade: 12 }),
      factsAt(tx, schoolId, today, null),
      schoolForRecovery(tx, schoolId, today),
      bookedFrom(tx, schoolId, today),
      readAmounts(tx, today),
      certificatedTeachers(tx, schoolId, today),
    ]);
    return {
      pupils,
      facts,
      school,
      booked,
      amounts,
      teachers,
      ...(await offersOf(tx, schoolId, plan, busy, today)),
    };
  });
  const open = here.pupils.filter(
    (pupil) =>
      !plan.leftOut.pupils.includes(pupil.pupilId) &&
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
  const pupils = open.flatMap((pupil): SeasonPupil[] => {
    const standing = standingFrom(facts, pupil, here.school, today);
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
      rules: { bands, minimumFill, siblings, locked, settings: here.school.settings },
    },
    pupils: new Map(open.map((pupil) => [pupil.pupilId, pupil])),
    teachers: new Map(here.teachers.map(({ id, name }) => [id, name])),
    barred: here.barred,
    idle: here.idle,
    withTeacher: changedOffers(here.withTeacher, plan),
    withTeacherAndRoom: changedOffers(here.withTeacherAndRoom, plan),
    amounts: here.amounts,
  };
}

/** What could be held, by the same rule that has the last word when a session is made. */
async function offersOf(
  tx: Tx,
  schoolId: number,
  plan: KeptPlan,
  elsewhere: Awaited<ReturnType<typeof teachersElsewhere>>,
  today: Temporal.PlainDate,
) {
  const dates = datesOf(plan);
  const { times, rooms } = plan;
  const teachers = plan.teachers
    .filter(({ teacherId }) => !plan.leftOut.teachers.includes(teacherId))
    .map((teacher) => ({ ...teacher, dates }));
  const more = [...teachers, { teacherId: oneMore, startsAt: 0, endsAt: 1440, dates }];
  const largest = Math.max(1, ...rooms.map(({ seats }) => seats));
  const made = makeOffers({ times, rooms, teachers });
  const sets = [
    made.offers,
    makeOffers({ times, rooms, teachers: more }).offers,
    makeOffers({ times, rooms: [...rooms, { room: "one more room", seats: largest }], teachers: more })
      .offers,
  ];
  const asked: { offers: Offer[]; refusals: SessionRefusal[][] }[] = [];
  for (const offers of sets) {
    const plans = offers.map((offer) =>
      planOf(offer, { lowGrade: 1, highGrade: 12, capacity: offer.seats, subject: plan.subject }),
    );
    // Nobody knows the one more teacher, so what is said of teachers is not asked where they take part.
    const refusals = (await refusalsOfPlans(tx, schoolId, plans, { today, elsewhere })).map((all, at) =>
      all.filter(({ field }) => field !== "teacher" || !offers[at]!.teacherIds.includes(oneMore)),
    );
    asked.push({ offers, refusals });
  }
  const [now, withTeacher, withTeacherAndRoom] = asked.map(({ offers, refusals }) =>
    offers.filter((_, at) => refusals[at]!.length === 0),
  ) as [Offer[], Offer[], Offer[]];
  const barred = made.offers.flatMap((offer, at) => {
    const refusals = asked[0]!.refusals[at]!;
    return refusals.length > 0 ? [{ offer, why: refusals.map(({ sentence }) => sentence).join(" ") }] : [];
  });
  return { offers: now, withTeacher, withTeacherAndRoom, barred, idle: made.idle };
}

/** Stands for a teacher who is not there yet. */
const oneMore = 0;

/** Sessions of the school year still to come in which pupils hold a place: they are expected to earn there. */
async function bookedFrom(tx: Tx, schoolId: number, today: Temporal.PlainDate) {
  const { through } = fiscalYearBounds(schoolYearOf(today));
  const rows = await tx.execute<{ pupilId: number; date: string; startsAt: number; endsAt: number }>(sql`
    select n.pupil_id as "pupilId", s.on_date::text as date, s.starts_at as "startsAt", s.ends_at as "endsAt"
    from recovery_session s join lateral (select distinct on (p.pupil_id) p.pupil_id, p.step from recovery_place p
      where p.school_id = s.school_id and p.session_id = s.id order by p.pupil_id, p.id desc) n on n.step = 'booked'
    where s.school_id = ${schoolId} and s.on_date between ${today.toString()}::date and ${through.toString()}::date
      and not exists (select 1 from recovery_cancellation c where c.school_id = s.school_id and c.session_id = s.id)
      and not exists (select 1 from recovery_attestation a where a.school_id = s.school_id and a.session_id = s.id)`);
  const booked = new Map<number, { date: Temporal.PlainDate; startsAt: number; endsAt: number }[]>();
  for (const { pupilId, date, ...span } of rows)
    booked.set(pupilId, [...(booked.get(pupilId) ?? []), { ...span, date: Temporal.PlainDate.from(date) }]);
  return booked;
}
