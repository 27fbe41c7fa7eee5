import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { recordView } from "#app/access/trace.server.ts";
import { type SchoolYear, schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import type { Attended } from "./attended.server.ts";
import { type CandidatePupil, pupilsForRecovery, schoolForRecovery } from "./candidates.server.ts";
import type { Absence } from "./eligibility.ts";
import type { Standing } from "./standing.ts";
import { factsAt, factsElsewhere, joinFacts, standingFrom } from "./standings.server.ts";

/** A pupil's fiscal year: time attended, credited and kept, days earned and used, each with where it comes from. */
export type Ledger = {
  pupil: CandidatePupil;
  schoolYear: SchoolYear;
  attendedMinutes: number;
  sessions: Attended[];
  missed: Absence[];
  /** Null outside TK to grade 12. */
  standing: Standing | null;
};

/**
 * What a pupil has attended, earned and used in the fiscal year of a day, over all schools of the district; null when
 * the reader may not see the pupil. Only sessions that are attested and not cancelled count. The look is recorded.
 */
export async function pupilLedger(
  context: Context,
  actor: Actor,
  pupilId: number,
  through: Temporal.PlainDate,
): Promise<Ledger | null> {
  const here = await context.door.asActor(actor, async (tx) => {
    const [[pupil], school] = await Promise.all([
      pupilsForRecovery(tx, actor.schoolId, { pupilIds: [pupilId] }),
      schoolForRecovery(tx, actor.schoolId, through),
    ]);
    if (pupil) await recordView(tx, actor, context.clock.now(), "pupil's recovery", [pupilId]);
    return pupil ? { pupil, school } : null;
  });
  if (here === null) return null;
  const facts = joinFacts(
    await wholeFactsAt(context, actor, through, pupilId),
    await factsElsewhere(context, actor, through, [pupilId]),
  );
  const sessions = (facts.attended.get(pupilId) ?? []).toSorted(
    (one, other) => Temporal.PlainDate.compare(one.date, other.date) || one.startsAt - other.startsAt,
  );
  return {
    pupil: here.pupil,
    schoolYear: schoolYearOf(through),
    attendedMinutes: sessions.reduce((sum, { minutes }) => sum + minutes, 0),
    sessions,
    missed: facts.missed.get(pupilId) ?? [],
    standing: standingFrom(facts, here.pupil, here.school, through),
  };
}

/** A teacher sees only marks of their own classes, and a day is missed only when all classes say so. */
function wholeFactsAt(context: Context, actor: Actor, through: Temporal.PlainDate, pupilId: number) {
  const read = (tx: Tx) => factsAt(tx, actor.schoolId, through, [pupilId]);
  return actor.ownSectionsOnly
    ? context.door.asSystem("whole days of a pupil, for a teacher of theirs", [actor.schoolId], read)
    : context.door.asActor(actor, read);
}
