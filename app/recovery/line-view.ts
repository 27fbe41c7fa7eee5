import { displayDay } from "#app/calendar/day.ts";
import type { LineStandings } from "./line-standings.server.ts";
import type { Place } from "./place-rows.server.ts";
import { inLine } from "./places.ts";
import { gradeIn } from "./roster-view.ts";

export type LineRow = { pupilId: number; name: string; grade: string; days: number };

/** Someone who waits. `passedOver`: why a place that becomes free does not go to them, as the records are now. */
export type WaitingRow = LineRow & { passedOver: string | null };

/** `standings`: of each as of now; `bars`: why a pupil may not take part any more. Empty where not asked. */
export type LineNow = { standings: LineStandings; bars: ReadonlyMap<number, string> };

export const noLine: LineNow = { standings: new Map(), bars: new Map() };

/** The waiting list in the order in which it is served, by the days of now. */
export function waitingRows(places: readonly Place[], { standings, bars }: LineNow): WaitingRow[] {
  const waiting = places
    .filter(({ step }) => step === "waiting")
    .map((place) => ({
      ...place,
      waitingSince: place.since,
      recoverableDays: standings.get(place.pupilId)?.days ?? place.recoverableDays,
    }));
  const booked = places.filter(({ step }) => step === "booked");
  return inLine(waiting, booked).map((place) => ({
    ...lineRow(place),
    passedOver: bars.get(place.pupilId) ?? null,
  }));
}

/** Pupils who are of the school no longer and whose place or turn was given back: a sentence each. */
export const gaveBack = (places: readonly Place[]): string[] =>
  places.flatMap(({ step, leftOn, name }) =>
    step === "released" && leftOn !== null
      ? [
          `${name} is no longer at this school${leftOn === "" ? "" : ` since ${displayDay(Temporal.PlainDate.from(leftOn))}`}, so the place was given back. If the pupil returns, book again.`,
        ]
      : [],
  );

export const lineRow = (place: Pick<Place, "pupilId" | "name" | "grade" | "recoverableDays">): LineRow => ({
  pupilId: place.pupilId,
  name: place.name,
  grade: gradeIn(place.grade),
  days: place.recoverableDays,
});
