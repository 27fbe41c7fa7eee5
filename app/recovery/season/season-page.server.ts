import type { Actor } from "#app/access/actor.ts";
import { beyondScope } from "#app/access/require-actor.server.ts";
import type { Context } from "#app/context.ts";
import { proposeSeason } from "./propose.ts";
import { readSeason } from "./season.server.ts";
import { findSeason, type Season } from "./seasons.server.ts";

export const seasonIdOf = (params: { seasonId?: string }): number =>
  /^[1-9]\d{0,14}$/.test(params.seasonId ?? "") ? Number(params.seasonId) : 0;

/**
 * A season of the reader's school.
 * @throws Response 404 where there is none
 */
export async function loadSeason(context: Context, actor: Actor, seasonId: number): Promise<Season> {
  const season = await context.door.asActor(actor, (tx) => findSeason(tx, actor.schoolId, seasonId));
  if (season === null) throw beyondScope(context);
  return season;
}

/** The season as the records of today propose it. */
export async function loadProposal(context: Context, actor: Actor, season: Season) {
  const read = await readSeason(context, actor, season.plan, context.clock.today());
  return { read, proposal: proposeSeason(read.input) };
}
