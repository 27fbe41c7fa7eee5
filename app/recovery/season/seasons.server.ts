import { and, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import { recoverySeason, recoverySeasonAdoption } from "#drizzle/schema/recovery-planning.ts";
import type { Doing } from "../sessions.server.ts";
import { type KeptPlan, keptPlan } from "./plan.ts";

export type Adoption = { sessionIds: number[]; placeCount: number; at: Temporal.Instant };
export type Season = {
  id: number;
  name: string;
  plan: KeptPlan;
  at: Temporal.Instant;
  adoption: Adoption | null;
};

/** Keeps a season's inputs. A change of a season is a season of its own that names the one it changes. */
export async function keepSeason(
  tx: Tx,
  schoolId: number,
  season: { name: string; plan: KeptPlan },
  doing: Doing & { author: { by: number } },
): Promise<number> {
  const [row] = await tx
    .insert(recoverySeason)
    .values({ schoolId, name: season.name, inputs: season.plan, by: doing.author.by, at: doing.at })
    .returning({ id: recoverySeason.id });
  const id = row!.id;
  await recordChange(tx, doing.author, doing.at, {
    schoolId,
    action: season.plan.changes === null ? "recovery season planned" : "recovery season changed",
    subject: `recovery season ${id}`,
    after: season.plan,
  });
  return id;
}

/** A season with its adoption, or null when there is none that the reader may see. */
export async function findSeason(tx: Tx, schoolId: number, id: number): Promise<Season | null> {
  const [[row], [adopted]] = await Promise.all([
    tx
      .select()
      .from(recoverySeason)
      .where(and(eq(recoverySeason.schoolId, schoolId), eq(recoverySeason.id, id)))
      .then((rows) => rows),
    tx
      .select()
      .from(recoverySeasonAdoption)
      .where(and(eq(recoverySeasonAdoption.schoolId, schoolId), eq(recoverySeasonAdoption.seasonId, id)))
      .then((rows) => rows),
  ]);
  if (!row) return null;
  const adoption = adopted
    ? { sessionIds: adopted.sessionIds, placeCount: adopted.placeCount, at: adopted.at }
    : null;
  return { id, name: row.name, plan: keptPlan.parse(row.inputs), at: row.at, adoption };
}

/** The latest seasons of a school, newest first, without those that a later one changes. */
export async function latestSeasons(tx: Tx, schoolId: number) {
  const changed = sql`exists (select 1 from recovery_season later where later.school_id = ${schoolId}
    and later.inputs->>'changes' = ${recoverySeason.id}::text)`;
  return await tx
    .select({
      id: recoverySeason.id,
      name: recoverySeason.name,
      at: recoverySeason.at,
      adoptedAt: recoverySeasonAdoption.at,
    })
    .from(recoverySeason)
    .leftJoin(
      recoverySeasonAdoption,
      and(
        eq(recoverySeasonAdoption.schoolId, recoverySeason.schoolId),
        eq(recoverySeasonAdoption.seasonId, recoverySeason.id),
      ),
    )
    .where(
      and(
        eq(recoverySeason.schoolId, schoolId),
        sql`(${recoverySeasonAdoption.at} is not null or not ${changed})`,
      ),
    )
    .orderBy(desc(recoverySeason.id))
    .limit(30)
    .then((rows) => rows);
}
