import { and, eq } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { authorOf, recordChange } from "#app/access/trace.server.ts";
import { displayTime } from "#app/calendar/bell.ts";
import { displayDay } from "#app/calendar/day.ts";
import type { Context } from "#app/context.ts";
import { recoverySeasonAdoption } from "#drizzle/schema/recovery-planning.ts";
import { momentIn } from "../moment.ts";
import { insertSessions, lockPlans, refusalsOfPlans } from "../new-sessions.server.ts";
import { bookPupils } from "../places.server.ts";
import { fingerprint } from "./fingerprint.ts";
import { planOf } from "./offers.server.ts";
import { proposeSeason } from "./propose.ts";
import { readSeason } from "./season.server.ts";
import { findSeason } from "./seasons.server.ts";

/** `who`: pupils whose family has said yes on record, or all, whose families a person says have agreed. */
export type Adopting = { seen: string; who: "said yes" | "everyone"; saidBy: string };
export type Adopted =
  | { ok: true }
  | { ok: false; why: "unknown" | "changed" | "empty" }
  | { ok: false; why: "refused"; sentences: string[] };

/**
 * Makes a season's sessions and books its places, all or nothing, by the same rules as one session made by hand. Sent
 * twice, it happens once. Nobody is booked without a family's yes (AR-PUP-3).
 */
export async function adoptSeason(
  context: Context,
  actor: Actor,
  seasonId: number,
  { seen, who, saidBy }: Adopting,
): Promise<Adopted> {
  const { schoolId } = actor;
  const now = momentIn(context.settings.timeZone, context.clock.now());
  const season = await context.door.asActor(actor, (tx) => findSeason(tx, schoolId, seasonId));
  if (season === null) return { ok: false, why: "unknown" };
  if (season.adoption !== null) return { ok: true };
  const read = await readSeason(context, actor, season.plan, now.today);
  const proposal = proposeSeason(read.input);
  if (proposal.sessions.length === 0 || fingerprint(proposal) !== seen) {
    // Sent twice at once, the first may have been faster, and its sessions are what has changed.
    if (await context.door.asActor(actor, (tx) => isAdopted(tx, schoolId, seasonId))) return { ok: true };
    return { ok: false, why: proposal.sessions.length === 0 ? "empty" : "changed" };
  }
  const plans = proposal.sessions.map(({ offer, band, limit }) =>
    planOf(offer, { ...band, capacity: limit, subject: season.plan.subject }),
  );
  const author = { ...authorOf(actor), by: actor.userId };
  const doing = { author, at: now.at, today: now.today };
  const recoverable = new Map(read.input.pupils.map((pupil) => [pupil.pupilId, pupil.recoverableDays]));
  return context.door.asActor(actor, async (tx): Promise<Adopted> => {
    await lockPlans(tx, schoolId, plans);
    if (await isAdopted(tx, schoolId, seasonId)) return { ok: true };
    const refusals = await refusalsOfPlans(tx, schoolId, plans, { today: now.today });
    const sentences = refusals.flatMap((all, at) =>
      all.length === 0
        ? []
        : [`${sessionName(plans[at]!)}: ${all.map(({ sentence }) => sentence).join(" ")}`],
    );
    if (sentences.length > 0) return { ok: false, why: "refused", sentences };
    const sessionIds = await insertSessions(tx, schoolId, plans, null, doing);
    let placeCount = 0;
    for (const [at, { pupilIds }] of proposal.sessions.entries()) {
      const asking = pupilIds.flatMap((pupilId) => {
        const pupil = read.pupils.get(pupilId)!;
        if (who === "said yes" && pupil.answer !== "yes") return [];
        return [{ ...pupil, recoverableDays: recoverable.get(pupilId) ?? 0 }];
      });
      if (asking.length === 0) continue;
      const words = who === "everyone" ? saidBy : "family's yes on record when the season was adopted";
      const booked = await bookPupils(tx, { schoolId, sessionId: sessionIds[at]! }, asking, words, {
        author,
        now,
        standings: new Map(),
      });
      if (booked.ok) placeCount += booked.placed.length;
    }
    await tx
      .insert(recoverySeasonAdoption)
      .values({ schoolId, seasonId, sessionIds, placeCount, by: author.by, at: now.at });
    await recordChange(tx, author, now.at, {
      schoolId,
      action: "recovery season adopted",
      subject: `recovery season ${seasonId}`,
      after: { sessionIds, placeCount },
    });
    return { ok: true };
  });
}

async function isAdopted(tx: Tx, schoolId: number, seasonId: number): Promise<boolean> {
  const rows = await tx
    .select({ at: recoverySeasonAdoption.at })
    .from(recoverySeasonAdoption)
    .where(and(eq(recoverySeasonAdoption.schoolId, schoolId), eq(recoverySeasonAdoption.seasonId, seasonId)));
  return rows.length > 0;
}

const sessionName = ({
  date,
  startsAt,
  room,
}: {
  date: Temporal.PlainDate;
  startsAt: number;
  room: string;
}) => `${displayDay(date)}, ${displayTime(startsAt)}, room ${room}`;
