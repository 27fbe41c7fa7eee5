import type { Tx } from "#app/access/scope.server.ts";
import type { Jobs } from "#app/context.ts";
import { recoveryElection } from "#drizzle/schema/recovery.ts";
import { lockRecoveryDay } from "./day-lock.server.ts";
import { readRecoverySettings } from "./district-settings.server.ts";
import { hasBegun, type Moment } from "./moment.ts";
import { fillNeighbors } from "./neighbors.server.ts";
import { type At, type Author, bookedMeanwhile, placesOf, type Step, takeStep } from "./place-rows.server.ts";
import { type Asking, givePlaces } from "./places.ts";
import type { RecoverySession } from "./session.ts";
import { lockSession } from "./sessions.server.ts";

export type Left = {
  pupilId: number;
  why: "has a place" | "waits already" | "declined" | "elsewhere at this time";
};
export type Booked =
  | { ok: true; placed: number[]; waiting: number[]; left: Left[] }
  | { ok: false; why: "unknown" | "cancelled" | "begun" };

/**
 * Books pupils whose families said yes (AR-PUP-3). Those who find no place stand in line. Two people who book the last
 * place at once wait for each other: the session's row is locked, and seats are counted after that.
 * @param saidBy who said yes for the pupils, and how
 */
export async function bookPupils(
  tx: Tx,
  at: At,
  pupils: readonly Asking[],
  saidBy: string,
  doing: { author: Author; now: Moment },
): Promise<Booked> {
  const session = await lockSession(tx, at.schoolId, at.sessionId);
  const closed = whyClosed(session, doing.now);
  if (session === null || closed !== null) return { ok: false, why: closed ?? "unknown" };
  await lockRecoveryDay(tx, at.schoolId, session.date);
  const [places, settings] = await Promise.all([placesOf(tx, at), readRecoverySettings(tx, session.date)]);
  const waitingNow = places.filter(({ step }) => step === "waiting");
  const busy = await bookedMeanwhile(
    tx,
    session,
    [...pupils, ...waitingNow].map(({ pupilId }) => pupilId),
  );
  const stepOf = new Map(places.map(({ pupilId, step }) => [pupilId, step]));
  const left: Left[] = [];
  const asking: Asking[] = [];
  for (const pupil of pupils) {
    const step = stepOf.get(pupil.pupilId);
    const why = leftOut(step, busy.has(pupil.pupilId));
    if (why === null) asking.push(pupil);
    else left.push({ pupilId: pupil.pupilId, why });
  }
  const line = waitingNow.filter(({ pupilId }) => !busy.has(pupilId));
  const { placed, waiting } = givePlaces(
    session,
    places.filter(({ step }) => step === "booked"),
    // Whoever waits already comes before newcomers with as many days, and may take a place that has become free.
    [...line.map((place) => ({ ...place, waitingSince: place.since })), ...asking],
    settings,
  );
  const newlyWaiting = waiting.filter(({ pupilId }) => stepOf.get(pupilId) !== "waiting");
  if (asking.length > 0)
    await tx.insert(recoveryElection).values(
      asking.map(({ pupilId }) => ({
        schoolId: at.schoolId,
        pupilId,
        sessionId: at.sessionId,
        answer: "yes" as const,
        saidBy,
        by: doing.author.by,
        at: doing.now.at,
      })),
    );
  await takeStep(tx, at, "booked", placed, doing, null);
  await takeStep(tx, at, "waiting", newlyWaiting, doing, null);
  const ids = (of: readonly Asking[]) => of.map(({ pupilId }) => pupilId);
  return { ok: true, placed: ids(placed), waiting: ids(newlyWaiting), left };
}

function leftOut(step: Step | undefined, busy: boolean): Left["why"] | null {
  if (step === "booked") return "has a place";
  if (step === "waiting") return "waits already";
  if (step === "declined") return "declined";
  return busy ? "elsewhere at this time" : null;
}

function whyClosed(session: RecoverySession | null, now: Moment): "unknown" | "cancelled" | "begun" | null {
  if (session === null) return "unknown";
  if (session.cancelled !== null) return "cancelled";
  return hasBegun(session, now) ? "begun" : null;
}

/**
 * Takes a pupil's place or turn in line back, and gives a place that becomes free to whoever is next, in the same
 * transaction. "declined" says that the family does not want to be offered this session again.
 * @returns who was given the place; null when the pupil held none
 */
export async function releasePupil(
  tx: Tx,
  at: At & { pupilId: number },
  step: "released" | "declined",
  reason: string,
  doing: { author: Author; now: Moment; jobs: Jobs },
): Promise<number[] | null> {
  const { pupilId, ...where } = at;
  const session = await lockSession(tx, at.schoolId, at.sessionId);
  if (session === null) return null;
  const place = (await placesOf(tx, where)).find((one) => one.pupilId === pupilId);
  if (place?.step !== "booked" && place?.step !== "waiting") return null;
  await takeStep(tx, where, step, [place], doing, reason);
  if (place.step === "booked") await fillNeighbors(tx, doing.jobs, session);
  return fillLocked(tx, session, doing);
}

/** Gives free places to whoever waits, until the session begins. @returns the pupils who were given one */
export async function fillPlaces(tx: Tx, at: At, doing: { author: Author; now: Moment }): Promise<number[]> {
  const session = await lockSession(tx, at.schoolId, at.sessionId);
  return session === null ? [] : fillLocked(tx, session, doing);
}

async function fillLocked(
  tx: Tx,
  session: RecoverySession,
  doing: { author: Author; now: Moment },
): Promise<number[]> {
  if (whyClosed(session, doing.now) !== null) return [];
  await lockRecoveryDay(tx, session.schoolId, session.date);
  const at = { schoolId: session.schoolId, sessionId: session.id };
  const [places, settings] = await Promise.all([placesOf(tx, at), readRecoverySettings(tx, session.date)]);
  const line = places.filter(({ step }) => step === "waiting");
  if (line.length === 0) return [];
  const busy = await bookedMeanwhile(
    tx,
    session,
    line.map(({ pupilId }) => pupilId),
  );
  const { placed } = givePlaces(
    session,
    places.filter(({ step }) => step === "booked"),
    line
      .filter(({ pupilId }) => !busy.has(pupilId))
      .map((place) => ({ ...place, waitingSince: place.since })),
    settings,
  );
  await takeStep(tx, at, "booked", placed, doing, "from the waiting list");
  return placed.map(({ pupilId }) => pupilId);
}
