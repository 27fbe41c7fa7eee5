import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import { gradeFromAeries } from "#app/people/grade.ts";
import { missedDays } from "./absences.server.ts";
import { type Attended, attendedSessions } from "./attended.server.ts";
import { countedOnce } from "./counted-time.ts";
import type { Absence } from "./eligibility.ts";
import { minimumDayOn, type OwnMinimumDay, ownMinutesOn } from "./own-minimum-day.ts";
import { programOfSchool } from "./program.ts";
import type { RecoverySettings } from "./settings.ts";
import { type Standing, standingOf } from "./standing.ts";

/** What one pupil missed and attended at all schools of the district that have a record of them. */
export type DistrictFacts = {
  missed: ReadonlyMap<number, Absence[]>;
  attended: ReadonlyMap<number, Attended[]>;
};

const append = <T>(into: Map<number, T[]>, from: ReadonlyMap<number, readonly T[]>) => {
  for (const [pupilId, items] of from) into.set(pupilId, [...(into.get(pupilId) ?? []), ...items]);
};

/** Facts of a school, as the transaction may see them. */
export async function factsAt(
  tx: Tx,
  schoolId: number,
  through: Temporal.PlainDate,
  pupilIds: readonly number[] | null,
): Promise<DistrictFacts> {
  const at = { schoolId, schoolYear: schoolYearOf(through), through };
  const [missed, attended] = await Promise.all([
    missedDays(tx, at, pupilIds),
    attendedSessions(tx, at, pupilIds),
  ]);
  return { missed, attended };
}

/**
 * Facts of the same pupils at the district's other schools. The ten days of a year are counted over all schools
 * (AR-CAP-2), while people see their own school alone: so the system reads them, and only for these pupils.
 */
export async function factsElsewhere(
  context: Context,
  actor: Pick<Actor, "schoolId">,
  through: Temporal.PlainDate,
  pupilIds: readonly number[],
): Promise<DistrictFacts> {
  const missed = new Map<number, Absence[]>();
  const attended = new Map<number, Attended[]>();
  const schools = await context.door.asVisitor((tx) =>
    tx.execute<{ id: number }>(sql`select id from school`),
  );
  const others = schools.map((row) => row.id).filter((id) => id !== actor.schoolId);
  if (others.length === 0 || pupilIds.length === 0) return { missed, attended };
  const reason =
    "recovery days of a school's pupils at other schools (EC 46211: ten a year over all of them)";
  await context.door.asSystem(reason, others, async (tx) => {
    const rows = await tx.execute<{ schoolId: number; pupilIds: number[] }>(sql`
      select school_id as "schoolId", array_agg(pupil_id) as "pupilIds" from pupil
      where pupil_id = any (${`{${pupilIds.join(",")}}`}::int[]) group by school_id`);
    for (const row of rows) {
      const facts = await factsAt(tx, row.schoolId, through, row.pupilIds);
      append(missed, facts.missed);
      append(attended, facts.attended);
    }
  });
  return { missed, attended };
}

/** Two sets of facts as one. */
export function joinFacts(one: DistrictFacts, other: DistrictFacts): DistrictFacts {
  const missed = new Map(one.missed);
  const attended = new Map(one.attended);
  append(missed as Map<number, Absence[]>, other.missed);
  append(attended as Map<number, Attended[]>, other.attended);
  return { missed, attended };
}

/** What a standing needs to know of the pupil's record. */
export type StandingPupil = { pupilId: number; grade: number; ownMinimumDays: readonly OwnMinimumDay[] };

/** The standing of one pupil on a day; null outside TK to grade 12. */
export function standingFrom(
  facts: DistrictFacts,
  pupil: StandingPupil,
  school: { category: string | null; settings: RecoverySettings },
  through: Temporal.PlainDate,
): Standing | null {
  const grade = gradeFromAeries(pupil.grade);
  if (grade === null) return null;
  const { ownMinimumDays } = pupil;
  const program = programOfSchool(school.category);
  return standingOf({
    grade,
    program,
    minimumDayMinutes: ownMinutesOn(ownMinimumDays, through),
    absences: facts.missed.get(pupil.pupilId) ?? [],
    sessions: countedOnce(facts.attended.get(pupil.pupilId) ?? []).map(({ session, minutes }) => ({
      date: session.date,
      minutes,
      minimumDayMinutes: minimumDayOn({ grade, program, ownMinimumDays }, session.date).minutes,
    })),
    through,
    settings: school.settings,
  });
}
