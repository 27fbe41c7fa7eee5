import type { Effort } from "./make-room.ts";
import { couldSit, earnedBy, freeFor, type Seating, sit, stand } from "./seating.ts";

/** Moves pupils to dates on which a brother or sister comes, into a free seat or one that another gives up for theirs. */
export function bringTogether(seating: Seating, effort: Effort): void {
  const { families, slots } = seating.model;
  for (const family of families)
    for (const who of family)
      for (const slot of [...seating.chosen[who]!]) {
        const theirs = new Set(
          family.flatMap((one) => (one === who ? [] : seating.chosen[one]!.map((its) => slots[its]!.day))),
        );
        if (theirs.size === 0 || theirs.has(slots[slot]!.day)) continue;
        const targets = [...slots.keys()].filter((one) => theirs.has(slots[one]!.day));
        targets.some((target) => effort.left > 0 && exchange(seating, who, slot, target, effort));
      }
}

function exchange(seating: Seating, who: number, from: number, to: number, effort: Effort): boolean {
  const { band, weight } = seating.model.seekers[who]!;
  if (seating.bandOf[to] !== band || !keeps(seating, who, from, to, effort)) return false;
  if (freeFor(seating, to, band) >= weight) {
    stand(seating, who, [from]);
    sit(seating, who, [to]);
    return true;
  }
  const other = seating.members[to]!.find(
    (one) =>
      seating.model.seekers[one]!.family === -1 &&
      seating.model.seekers[one]!.weight === weight &&
      keeps(seating, one, to, from, effort),
  );
  if (other === undefined) return false;
  stand(seating, who, [from]);
  stand(seating, other, [to]);
  sit(seating, who, [to]);
  sit(seating, other, [from]);
  return true;
}

/** Would the pupil earn as much with the one seat for the other, and no more than the week's days by it? */
function keeps(seating: Seating, who: number, from: number, to: number, effort: Effort): boolean {
  if (!couldSit(seating, who, to, from)) return false;
  effort.left -= 1;
  const slots = seating.chosen[who]!.map((one) => (one === from ? to : one));
  return earnedBy(seating, who, slots).days >= seating.earned[who]!.days;
}
