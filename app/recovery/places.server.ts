import { sendAlong, type Tx } from "#app/access/scope.server.ts";
import type { Jobs } from "#app/context.ts";
import { recoveryElection } from "#drizzle/schema/recovery.ts";
import { type HeldPlaces, holdPlaces } from "./held-places.server.ts";
import { barsInLine } from "./line-bars.server.ts";
import type { LineStandings } from "./line-standings.server.ts";
import { hasBegun, type Moment } from "./moment.ts";
import { fillNeighbors } from "./neighbors.server.ts";
import { type At, type Author, type Step, takeStep } from "./place-rows.server.ts";
import { type Asking, givePlaces } from "./places.ts";
import { whyKept } from "./why-kept.server.ts";

export type Left = {
  pupilId: number;
  why: "has a place" | "waits already" | "declined" | "elsewhere at this time";
};
export type Booked =
  | { ok: true; placed: number[]; waiting: number[]; left: Left[] }
  | { ok: false; why: "unknown" | "cancelled" | "begun" };

/** `standings`: of those in line as of now (`standingsInLine`); of whoever joined it since, what is on record holds. */
export type Filling = { author: Author; now: Moment; standings: LineStandings };

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
  doing: Filling,
): Promise<Booked> {
  const about = pupils.map(({ pupilId }) => pupilId);
  return book(tx, at, await holdPlaces(tx, at, about), pupils, saidBy, doing);
}

/**
 * The same without the standings of those in line: where one of them could be given a place it does nothing and answers
 * "line". So a rush for the last places asks nobody's days but those of the pupils who are booked.
 * @param held the session's places, as `holdPlaces` gave them in this transaction, asked about these pupils
 */
export async function bookUnlessLine(
  tx: Tx,
  at: At,
  held: HeldPlaces | null,
  pupils: readonly Asking[],
  saidBy: string,
  doing: Omit<Filling, "standings">,
): Promise<Booked | "line"> {
  const standings: LineStandings = new Map();
  if (held !== null && whyClosed(held, doing.now) === null && couldBePlaced(held, lineOf(held, standings)))
    return "line";
  return book(tx, at, held, pupils, saidBy, { ...doing, standings });
}

async function book(
  tx: Tx,
  at: At,
  held: HeldPlaces | null,
  pupils: readonly Asking[],
  saidBy: string,
  doing: Filling,
): Promise<Booked> {
  const closed = whyClosed(held, doing.now);
  if (held === null || closed !== null) return { ok: false, why: closed ?? "unknown" };
  const { session, places, busy, settings } = held;
  const stepOf = new Map(places.map(({ pupilId, step }) => [pupilId, step]));
  const left: Left[] = [];
  const asking: Asking[] = [];
  for (const pupil of pupils) {
    const step = stepOf.get(pupil.pupilId);
    const why = leftOut(step, busy.has(pupil.pupilId));
    if (why === null) asking.push(pupil);
    else left.push({ pupilId: pupil.pupilId, why });
  }
  const line = await whoMayCome(tx, held, doing);
  const { placed, waiting } = givePlaces(
    session,
    bookedIn(held),
    // Whoever waits already comes before newcomers with as many days, and may take a place that has become free.
    [...line, ...asking],
    settings,
  );
  const newlyWaiting = waiting.filter(({ pupilId }) => stepOf.get(pupilId) !== "waiting");
  if (asking.length > 0)
    await sendAlong(
      tx,
      tx.insert(recoveryElection).values(
        asking.map(({ pupilId }) => ({
          schoolId: at.schoolId,
          pupilId,
          sessionId: at.sessionId,
          answer: "yes" as const,
          saidBy,
          by: doing.author.by,
          at: doing.now.at,
        })),
      ),
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

const bookedIn = ({ places }: HeldPlaces) => places.filter(({ step }) => step === "booked");

/** Who stands in line and is booked nowhere else then, with the days of now and since when. */
const lineOf = ({ places, busy }: HeldPlaces, standings: LineStandings) =>
  places
    .filter(({ step, pupilId }) => step === "waiting" && !busy.has(pupilId))
    .map((place) => ({
      ...place,
      waitingSince: place.since,
      recoverableDays: standings.get(place.pupilId)?.days ?? place.recoverableDays,
    }));

const couldBePlaced = (held: HeldPlaces, line: readonly Asking[]) =>
  givePlaces(held.session, bookedIn(held), line, held.settings).placed.length > 0;

/** The line without those who may not take part any more. It is asked only where somebody could be given a place. */
async function whoMayCome(tx: Tx, held: HeldPlaces, { standings, now }: Filling) {
  const line = lineOf(held, standings);
  if (!couldBePlaced(held, line)) return line;
  const bars = await barsInLine(
    tx,
    held.session,
    line.map(({ pupilId }) => pupilId),
    standings,
    now.today,
  );
  return line.filter(({ pupilId }) => !bars.has(pupilId));
}

function whyClosed(held: HeldPlaces | null, now: Moment): "unknown" | "cancelled" | "begun" | null {
  if (held === null) return "unknown";
  if (held.session.cancelled !== null) return "cancelled";
  return hasBegun(held.session, now) ? "begun" : null;
}

/**
 * Takes a pupil's place or turn in line back, and gives a place that becomes free to whoever is next, in the same
 * transaction. "declined" says that the family does not want to be offered this session again. Whoever was signed in keeps
 * the place: their times belong to it.
 * @returns who was given the place; null when the pupil held none; a sentence when it cannot be given back any more
 */
export async function releasePupil(
  tx: Tx,
  at: At & { pupilId: number },
  step: "released" | "declined",
  reason: string,
  doing: Filling & { jobs: Jobs },
): Promise<number[] | string | null> {
  const { pupilId, ...where } = at;
  const held = await holdPlaces(tx, where, [pupilId]);
  const place = held?.places.find((one) => one.pupilId === pupilId);
  if (!held || (place?.step !== "booked" && place?.step !== "waiting")) return null;
  const kept = await whyKept(tx, held.session, pupilId);
  if (kept !== null) return kept;
  await takeStep(tx, where, step, [place], doing, reason);
  if (place.step === "booked") await fillNeighbors(tx, doing.jobs, held.session);
  return fillPlaces(tx, where, doing);
}

/**
 * Gives free places to whoever waits and may still come, most days of now first (`inLine`), until the session begins.
 * @returns the pupils who were given one
 */
export async function fillPlaces(tx: Tx, at: At, doing: Filling): Promise<number[]> {
  const held = await holdPlaces(tx, at);
  if (held === null || whyClosed(held, doing.now) !== null) return [];
  const line = await whoMayCome(tx, held, doing);
  const { placed } = givePlaces(held.session, bookedIn(held), line, held.settings);
  await takeStep(tx, at, "booked", placed, doing, "from the waiting list");
  return placed.map(({ pupilId }) => pupilId);
}
