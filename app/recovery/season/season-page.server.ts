import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import { beyondScope } from "#app/access/require-actor.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import { displayTime } from "#app/calendar/bell.ts";
import type { Context } from "#app/context.ts";
import { writtenDay } from "#app/ui/written-day.ts";
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

/** The sessions that a season became, each as a link says it: day, times, room; in order of time. */
export async function adoptedSessions(context: Context, actor: Actor, sessionIds: readonly number[]) {
  const rows = await context.door.asActor(actor, (tx) =>
    tx.execute<{ id: number; date: string; startsAt: number; endsAt: number; room: string }>(sql`
      select id::int, on_date::text as date, starts_at as "startsAt", ends_at as "endsAt", room from recovery_session
      where school_id = ${actor.schoolId} and id = any (${ints(sessionIds)}) order by on_date, starts_at, id`),
  );
  return rows.map(({ id, date, startsAt, endsAt, room }) => ({
    id,
    label: `${writtenDay(date)}, ${displayTime(startsAt)} to ${displayTime(endsAt)}, room ${room}`,
  }));
}
