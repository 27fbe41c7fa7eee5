import type { Tx } from "#app/access/scope.server.ts";
import { gradeFromAeries } from "#app/people/grade.ts";
import { readRecoverySettings } from "./district-settings.server.ts";
import { type At, placesOf } from "./place-rows.server.ts";
import { roomOf } from "./places.ts";
import { openTimes, type Recording, writeTimes } from "./presence.server.ts";
import { presenceRows } from "./presence-rows.server.ts";
import { supervisedBy } from "./purpose.ts";
import { mayEnter, ratioOf } from "./ratio.ts";
import { supervisionOf } from "./supervision.server.ts";
import { teachersNow } from "./supervision.ts";
import { stayInRoom, tapped } from "./tap.ts";

/** `secondsAgo`: how long a tap waited for the network. */
export type Tap = { pupilId: number; way: "in" | "out"; secondsAgo: number };

/** A tap that waited longer belongs to the form for times. */
const longestWaitSeconds = 6 * 60 * 60;

/**
 * Signs a pupil in or out at this minute, or at the minute of a tap that had to wait. Nobody is signed in over the
 * ratio (AR-SES-4): who is in the room all the same is entered by hand, and the session is then held (AR-SES-7).
 * @returns a sentence when it cannot be; null when it is done, or was done already
 */
export async function recordTap(
  tx: Tx,
  at: At,
  tap: Tap,
  doing: Omit<Recording, "reason" | "source"> & { timeZone: string },
): Promise<string | null> {
  const session = await openTimes(tx, at, doing);
  if (typeof session === "string") return session;
  if (session.attestedAt !== null)
    return "The teacher has attested these times. Correct them by hand, with a reason.";
  if (!session.date.equals(doing.now.today))
    return "The day of the session has passed. Enter the times by hand.";
  const [places, presence, supervision, ofDistrict] = await Promise.all([
    placesOf(tx, at),
    presenceRows(tx, at),
    supervisionOf(tx, session, doing.timeZone),
    readRecoverySettings(tx, session.date),
  ]);
  const settings = supervisedBy(ofDistrict, session.purpose);
  const place = places.find(({ pupilId, step }) => pupilId === tap.pupilId && step === "booked");
  if (place === undefined) return "This pupil has no place in the session. Add the pupil first.";
  const waited = Math.min(Math.max(0, tap.secondsAgo), longestWaitSeconds);
  const moment = doing.now.at.subtract({ seconds: waited }).toZonedDateTimeISO(doing.timeZone);
  const minute = moment.toPlainDate().equals(session.date) ? moment.hour * 60 + moment.minute : 0;
  const stays = presence.filter(({ pupilId }) => pupilId === tap.pupilId);
  const done = tapped(stays, tap.way, minute);
  if (done.kind === "already") return null;
  if (done.kind === "no") return done.sentence;
  if (tap.way === "in") {
    const inRoom = new Set(
      presence.filter((row) => stayInRoom([row]) !== null).map(({ pupilId }) => pupilId),
    );
    const inside = places.flatMap((one) =>
      inRoom.has(one.pupilId) ? (gradeFromAeries(one.grade) ?? []) : [],
    );
    const teachers = teachersNow(session, supervision.teaching, minute);
    const grade = gradeFromAeries(place.grade);
    if (grade === null) return "This pupil's grade is outside TK to 12, so no time can be recovered.";
    if (mayEnter(roomOf(inside, teachers, settings), grade) === 0)
      return `Nobody more may enter. ${ratioOf(roomOf([...inside, grade], teachers, settings)).reason}`;
  }
  const before = [stays.find(({ stay }) => stay === done.stay.stay) ?? null];
  await writeTimes(tx, session, [{ ...done.stay, pupilId: tap.pupilId }], {
    ...doing,
    reason: null,
    source: "tap",
    before,
  });
  return null;
}
