import { bestPackage } from "./package.ts";
import { couldSit, earnedBy, freeFor, type Seating, sit, stand, wantedBy } from "./seating.ts";

/** Work that improving may still do, counted in questions asked and not in time, so that a plan is the same each time. */
export type Effort = { left: number };

/** Pupils of a band for whom no room could be made, after which no more of them are tried in one pass. */
const mostFailures = ({ model }: Seating) => (model.seekers.length > 400 ? 4 : 25);

/**
 * Gives seats to pupils who found none because the free ones are on dates they have already: somebody else moves to a
 * free seat, over as many steps as it takes, and loses nothing by it. Those in `bound` are not moved.
 */
export function makeRoom(seating: Seating, bound: ReadonlySet<number>, effort: Effort): void {
  for (let again = true; again && effort.left > 0; ) {
    again = false;
    const free = freeBands(seating);
    const tried = new Set<string>();
    const failures = seating.model.bands.map(() => 0);
    for (const who of seating.model.seekers.keys()) {
      if (bound.has(who) || !free.has(seating.model.seekers[who]!.band)) continue;
      const kind = seating.chosen[who]!.length === 0 ? seating.model.seekers[who]!.kind : null;
      const { band } = seating.model.seekers[who]!;
      if (failures[band]! >= mostFailures(seating) || (kind !== null && tried.has(kind))) continue;
      let given = false;
      while (wantedBy(seating, who) > 0 && effort.left > 0 && seatOne(seating, who, bound, effort))
        given = true;
      if (given) again = true;
      else failures[band]! += 1;
      if (!given && kind !== null) tried.add(kind);
    }
  }
}

function freeBands({ model, bandOf, ...rest }: Seating): Set<number> {
  const seating = { model, bandOf, ...rest };
  return new Set(
    bandOf.flatMap((_, slot) =>
      model.bands.flatMap((_, band) => (freeFor(seating, slot, band) > 0 ? [band] : [])),
    ),
  );
}

function seatOne(seating: Seating, who: number, bound: ReadonlySet<number>, effort: Effort): boolean {
  const { band, weight } = seating.model.seekers[who]!;
  effort.left -= 40;
  const ofBand = (slot: number) => seating.bandOf[slot] === band || freeFor(seating, slot, band) >= weight;
  const found = bestPackage(seating, who, ofBand);
  if (found === null) return false;
  for (const slot of found.slots)
    if (freeFor(seating, slot, band) < weight && !emptySeat(seating, slot, who, bound, effort)) return false;
  if (found.slots.some((slot) => freeFor(seating, slot, band) < weight)) return false;
  sit(seating, who, found.slots);
  return true;
}

type Step = { slot: number; by: number; from: Step | null };

/** Frees a seat of a full slot by moving people on, or does nothing and answers false. */
function emptySeat(
  seating: Seating,
  full: number,
  guest: number,
  bound: ReadonlySet<number>,
  effort: Effort,
): boolean {
  const { slots, seekers } = seating.model;
  const { band, weight } = seekers[guest]!;
  const seen = new Set([full]);
  const line: Step[] = [{ slot: full, by: -1, from: null }];
  for (let step = line.shift(); step && effort.left > 0; step = line.shift()) {
    for (const who of seating.members[step.slot]!) {
      if (who === guest || bound.has(who) || seekers[who]!.weight !== weight) continue;
      effort.left -= 1;
      for (const slot of slots.keys()) {
        if (seen.has(slot) || !couldSit(seating, who, slot, step.slot)) continue;
        const free = freeFor(seating, slot, band) >= weight;
        if (!free && seating.bandOf[slot] !== band) continue;
        effort.left -= 1;
        const kept = seating.chosen[who]!.map((one) => (one === step.slot ? slot : one));
        if (earnedBy(seating, who, kept).days < seating.earned[who]!.days) continue;
        seen.add(slot);
        const next = { slot, by: who, from: step };
        if (free) return move(seating, next);
        line.push(next);
      }
    }
  }
  return false;
}

function move(seating: Seating, last: Step): true {
  for (let step: Step | null = last; step?.from; step = step.from) {
    const { by, slot, from } = step;
    const { band } = seating.model.seekers[by]!;
    stand(seating, by, [from.slot]);
    // Whoever leaves last would close the slot, but the next one is on the way.
    seating.bandOf[from.slot] = band;
    sit(seating, by, [slot]);
  }
  return true;
}
