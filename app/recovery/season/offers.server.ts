import type { Tx } from "#app/access/scope.server.ts";
import { teacherFacts } from "../certification.server.ts";
import { refusalsOfPlans } from "../new-sessions.server.ts";
import { otherYear } from "../other-year.ts";
import type { FullSessionPlan } from "../session.ts";
import type { SessionRefusal } from "../session-refusal.ts";
import { makeOffers } from "./offers.ts";
import { datesOf, freeTeachers, type KeptPlan } from "./plan.ts";
import type { Offer } from "./season.ts";
import { whoMayLead } from "./who-may-lead.ts";

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
  breaks: offer.breaks,
  room: offer.room,
  teacherId: offer.teacherIds[0]!,
  alsoTeach: offer.teacherIds.slice(1),
  lowGrade,
  highGrade,
  capacity,
  subject,
});

/** What could be held, by the same rule that has the last word when a session is made, and of this school year. */
export async function offersOf(tx: Tx, schoolId: number, plan: KeptPlan, today: Temporal.PlainDate) {
  const dates = datesOf(plan);
  const { times, rooms, breaks } = plan;
  const facts = await teacherFacts(
    tx,
    plan.teachers.map(({ teacherId }) => teacherId),
  );
  const { teachers, unable } = whoMayLead(freeTeachers(plan), facts);
  const more = [...teachers, { teacherId: oneMore, startsAt: 0, endsAt: 1440, dates }];
  const largest = Math.max(1, ...rooms.map(({ seats }) => seats));
  const made = makeOffers({ times, rooms, teachers, breaks });
  const sets = [
    made.offers,
    makeOffers({ times, rooms, teachers: more, breaks }).offers,
    makeOffers({
      times,
      rooms: [...rooms, { room: "one more room", seats: largest }],
      teachers: more,
      breaks,
    }).offers,
  ];
  const asked: { offers: Offer[]; refusals: SessionRefusal[][] }[] = [];
  for (const offers of sets) {
    const plans = offers.map((offer) =>
      planOf(offer, { lowGrade: 1, highGrade: 12, capacity: offer.seats, subject: plan.subject }),
    );
    // Nobody knows the one more teacher, so what is said of teachers is not asked where they take part.
    const refusals = (await refusalsOfPlans(tx, schoolId, plans, { today })).map((all, at) => [
      ...all.filter(({ field }) => field !== "teacher" || !offers[at]!.teacherIds.includes(oneMore)),
      ...nextYear(offers[at]!, today),
    ]);
    asked.push({ offers, refusals });
  }
  const [now, withTeacher, withTeacherAndRoom] = asked.map(({ offers, refusals }) =>
    offers.filter((_, at) => refusals[at]!.length === 0),
  ) as [Offer[], Offer[], Offer[]];
  const barred = made.offers.flatMap((offer, at) => {
    const refusals = asked[0]!.refusals[at]!;
    return refusals.length > 0 ? [{ offer, why: refusals.map(({ sentence }) => sentence).join(" ") }] : [];
  });
  const names = new Map([...facts].map(([id, { name }]) => [id, name]));
  return { offers: now, withTeacher, withTeacherAndRoom, barred, idle: made.idle, unable, teachers: names };
}

/** A season is filled by the days that pupils can recover today: they are of this school year. */
function nextYear({ date }: Offer, today: Temporal.PlainDate): SessionRefusal[] {
  const sentence = otherYear(date, today);
  return sentence === null ? [] : [{ field: "date", rule: "AR-ABS-7", sentence }];
}

/** Stands for a teacher who is not there yet. */
const oneMore = 0;
