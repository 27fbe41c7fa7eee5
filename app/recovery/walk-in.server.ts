import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import { authorOf } from "#app/access/trace.server.ts";
import { displayTime } from "#app/calendar/bell.ts";
import type { Context } from "#app/context.ts";
import { gradeFromAeries } from "#app/people/grade.ts";
import { recoveryElection } from "#drizzle/schema/recovery.ts";
import { barTo, pupilsForRecovery } from "./candidates.server.ts";
import { lockRecoveryDay } from "./day-lock.server.ts";
import { hasEnded, type Moment } from "./moment.ts";
import { bookedMeanwhile, placesOf, takeStep } from "./place-rows.server.ts";
import { roomOf } from "./places.ts";
import { writeTimes } from "./presence.server.ts";
import { presenceRows } from "./presence-rows.server.ts";
import { supervisedBy } from "./purpose.ts";
import { mayEnter } from "./ratio.ts";
import { findSession, lockSession } from "./sessions.server.ts";
import { readStandings } from "./standings.server.ts";
import { supervisionOf } from "./supervision.server.ts";
import { teachersNow } from "./supervision.ts";
import { teaches } from "./teachers-of.ts";

/** The form as it was sent. `saidBy`: who of the family said yes, and how. */
export type WalkIn = { studentNumber: number; saidBy: string };

/** From so many minutes before it starts, pupils stand at the door of a session. Before that, places are booked. */
const minutesAtDoor = 15;

/**
 * Gives a pupil who came without a booking a place on the day. The same pupils may take part as with a booking; no
 * absence is needed, since time may be banked before one (AR-ABS-6). The ratio counts who is in the room now, and
 * nobody asks for places or the waiting list: so it is taken in at the door only, not hours before. Until the session ends the pupil is signed in at once.
 * The pupil may be on none of a teacher's rosters, so the system looks them up, for a session that the actor may see.
 * @returns a sentence when the pupil cannot be taken in, null when they were; throws nothing
 */
export async function takeWalkIn(
  context: Context,
  actor: Actor,
  sessionId: number,
  walkIn: WalkIn,
  now: Moment,
): Promise<string | null> {
  const at = { schoolId: actor.schoolId, sessionId };
  const seen = await context.door.asActor(actor, (tx) => findSession(tx, at.schoolId, sessionId));
  if (seen === null || (actor.ownSectionsOnly && !teaches(seen, actor.staffId)))
    return "There is no such session of yours.";
  if (seen.cancelled !== null) return "This session was cancelled.";
  if (!seen.date.equals(now.today))
    return "Pupils without a booking can be taken in on the day of the session.";
  const opensAt = seen.startsAt - minutesAtDoor;
  if (now.minute < opensAt)
    return `The session begins at ${displayTime(seen.startsAt)}. Pupils without a booking can be taken in from ${displayTime(opensAt)} on; before that, book the pupil, so that nobody on the waiting list is passed over.`;
  if (seen.attestedAt !== null) return "The teacher has attested this session, so nobody can be added.";
  const reason = "a pupil without a booking at a recovery session";
  const pupil = await context.door.asSystem(reason, [at.schoolId], async (tx) => {
    const [row] = await tx.execute<{ id: number }>(sql`select pupil_id as id from pupil
      where school_id = ${at.schoolId} and student_number = ${walkIn.studentNumber}`);
    if (!row) return null;
    const [found] = await pupilsForRecovery(tx, at.schoolId, { pupilIds: [row.id] });
    return found ?? null;
  });
  if (pupil === null) return `No pupil of this school has the number ${walkIn.studentNumber}.`;
  const asked = { schoolId: at.schoolId, through: now.today };
  const { settings, standing, studyDays } = await readStandings(context, asked, [pupil.pupilId]);
  const bar = barTo(pupil, settings, studyDays(pupil.pupilId), true);
  if (bar !== null) return bar;
  const recoverableDays = standing(pupil.pupilId, seen.date)?.stillToRecover ?? 0;
  return context.door.asSystem(
    reason,
    [at.schoolId],
    async (tx) => {
      const session = await lockSession(tx, at.schoolId, sessionId);
      if (session === null) return "There is no such session of yours.";
      await lockRecoveryDay(tx, at.schoolId, session.date);
      const [places, busy, presence, supervision] = await Promise.all([
        placesOf(tx, at),
        bookedMeanwhile(tx, at, [pupil.pupilId]),
        presenceRows(tx, at),
        supervisionOf(tx, session, context.settings.timeZone),
      ]);
      if (places.some(({ pupilId, step }) => pupilId === pupil.pupilId && step === "booked"))
        return "This pupil has a place already. Enter the times in the list.";
      if (busy.has(pupil.pupilId)) return "This pupil is booked in another session at this time.";
      const inRoom = new Set(
        presence.filter((row) => row.inAt !== null && row.outAt === null).map((row) => row.pupilId),
      );
      const grades = places.flatMap((place) =>
        inRoom.has(place.pupilId) ? (gradeFromAeries(place.grade) ?? []) : [],
      );
      const grade = gradeFromAeries(pupil.grade);
      const teachers = teachersNow(session, supervision.teaching, now.minute);
      if (teachers === 0)
        return "No teacher is with this session now, so nobody can be taken in. Let a teacher join it first.";
      const room = roomOf(grades, teachers, supervisedBy(settings, session.purpose));
      if (grade === null || mayEnter(room, grade) === 0)
        return `With this pupil the room would be over the ratio of pupils to ${room.teachers === 1 ? "one teacher" : `${room.teachers} teachers`}. Nobody more can be taken in.`;
      const author = authorOf(actor);
      await tx.insert(recoveryElection).values({
        schoolId: at.schoolId,
        pupilId: pupil.pupilId,
        sessionId,
        answer: "yes",
        saidBy: walkIn.saidBy,
        by: actor.userId,
        at: now.at,
      });
      await takeStep(
        tx,
        at,
        "booked",
        [{ pupilId: pupil.pupilId, recoverableDays }],
        { author, now },
        "came without a booking",
      );
      const arrives = { pupilId: pupil.pupilId, stay: 1, inAt: now.minute, outAt: null };
      const known = presence.some(({ pupilId }) => pupilId === pupil.pupilId);
      if (!known && !hasEnded(session, now))
        await writeTimes(tx, session, [arrives], {
          author: { ...author, by: actor.userId },
          now,
          reason: null,
          source: "tap",
          jobs: context.jobs,
          before: [null],
        });
      return null;
    },
    { by: actor.userId },
  );
}
