import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import type { SchoolYear } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import { type DistrictFacts, factsAt, joinFacts } from "#app/recovery/standings.server.ts";
import { claimsInForce } from "./claims-in-force.server.ts";
import type { ClaimInForce } from "./facts.ts";

/** Whoever holds a role at the district may read every school's recovery; a role at a school reaches that school alone. */
export const readerOf = (actor: Actor): Actor =>
  actor.isDistrict ? { ...actor, schools: actor.places.map(({ id }) => id) } : actor;

type Found = { facts: DistrictFacts; claims: Pick<ClaimInForce, "schoolId" | "pupilId" | "absenceDate">[] };

/** What pupils missed, attended and have claimed at every school of the district: ten days a year are counted over all of them (AR-CAP-2). */
export async function factsOfDistrict(
  context: Context,
  reader: Actor,
  of: { schoolYear: SchoolYear; through: Temporal.PlainDate },
  pupilIds: readonly number[],
  schools: readonly { id: number }[],
): Promise<Found> {
  const readAt = (ids: readonly number[]) => async (tx: Tx) => {
    let facts: DistrictFacts = { missed: new Map(), attended: new Map() };
    for (const id of ids) facts = joinFacts(facts, await factsAt(tx, id, of.through, pupilIds));
    const claims = await claimsInForce(tx, { schoolIds: ids, schoolYear: of.schoolYear }, { pupilIds });
    return { facts, claims };
  };
  const others = schools.map(({ id }) => id).filter((id) => !reader.schools.includes(id));
  const here = await context.door.asActor(reader, readAt(reader.schools));
  if (others.length === 0) return here;
  const reason = "recovery of claimed pupils at other schools (EC 46211: ten days a year over all of them)";
  const there = await context.door.asSystem(reason, others, readAt(others));
  return { facts: joinFacts(here.facts, there.facts), claims: [...here.claims, ...there.claims] };
}
