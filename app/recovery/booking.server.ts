import type { Actor } from "#app/access/actor.ts";
import { authorOf } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import type { Booking } from "./booking.ts";
import { barTo, pupilsForRecovery } from "./candidates.server.ts";
import { holdPlaces } from "./held-places.server.ts";
import { standingsInLine } from "./line-standings.server.ts";
import type { Moment } from "./moment.ts";
import type { At } from "./place-rows.server.ts";
import { bookPupils, bookUnlessLine, type Left } from "./places.server.ts";
import { readStandings } from "./standings.server.ts";

const whys: Record<Left["why"], string> = {
  "has a place": "has a place already",
  "waits already": "is on the waiting list already",
  declined: "declined this session",
  "elsewhere at this time": "is booked in another session at this time",
};

/**
 * Books the ticked pupils, each checked anew: the page they were ticked on may be old.
 * @returns null when all were booked or put on the waiting list; "unknown" without such a session; else a sentence
 */
export async function bookFromForm(
  context: Context,
  actor: Actor,
  at: At,
  { pupilIds, saidBy }: Booking,
  now: Moment,
): Promise<string | null> {
  const standings = await readStandings(context, { schoolId: at.schoolId, through: now.today }, pupilIds);
  const doing = { author: authorOf(actor), now };
  const first = await context.door.asActor(actor, async (tx) => {
    // Asked for together, so that a booking waits for one answer and not for two.
    const [pupils, held] = await Promise.all([
      pupilsForRecovery(tx, at.schoolId, { pupilIds }),
      holdPlaces(tx, at, pupilIds),
    ]);
    if (pupils.length < pupilIds.length)
      return "Some of these pupils are not at this school. Load the page again.";
    for (const pupil of pupils) {
      const bar = barTo(pupil, standings.settings, standings.studyDays(pupil.pupilId), true);
      if (bar !== null) return `${pupil.name} cannot be booked. ${bar}`;
    }
    const asking = pupils.map((pupil) => ({
      ...pupil,
      recoverableDays:
        standings.standing(pupil.pupilId, held?.session.date ?? now.today)?.stillToRecover ?? 0,
    }));
    return { asking, booked: await bookUnlessLine(tx, at, held, asking, saidBy, doing) };
  });
  if (typeof first === "string") return first;
  const { asking } = first;
  let { booked } = first;
  if (booked === "line") {
    const standings = await standingsInLine(context, at, now.today);
    booked = await context.door.asActor(actor, (tx) =>
      bookPupils(tx, at, asking, saidBy, { ...doing, standings }),
    );
  }
  if (!booked.ok) {
    if (booked.why === "unknown") return "unknown";
    return booked.why === "begun"
      ? "The session has begun. Add pupils who come without a booking below."
      : "The session was cancelled, so nobody can be booked.";
  }
  // A form sent twice finds its pupils booked already: that is what was asked for.
  const barred = booked.left.filter(({ why }) => why === "declined" || why === "elsewhere at this time");
  const names = barred.map(
    ({ pupilId, why }) => `${asking.find((pupil) => pupil.pupilId === pupilId)?.name} ${whys[why]}`,
  );
  return names.length === 0 ? null : `Not booked: ${names.join("; ")}. All others are.`;
}
