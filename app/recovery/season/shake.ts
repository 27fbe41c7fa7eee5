import { given, type Improving, improveBands } from "./improve.ts";
import { closed, daysOf, type Seating } from "./seating.ts";

/** Times that a season is shaken at most. */
const mostShakes = 40;

/**
 * Gives two slots to other bands against their gain and improves from there, again and again, keeping what is no worse:
 * a way out where no single change wins. The slots follow a fixed sequence, so that a plan is the same each time.
 */
export function shake(seating: Seating, atMost: number, improving: Improving): Seating {
  const { slots, bands } = seating.model;
  let best = seating;
  let state = 1;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
  for (let time = 0; time < mostShakes && improving.effort.left > 0 && daysOf(best) < atMost; time++) {
    const change = [next(slots.length), next(slots.length)].flatMap((slot) => {
      const band = next(bands.length);
      const open = best.bandOf[slot] !== closed && slots[slot]!.room[band]! > 0;
      return open && best.bandOf[slot] !== band ? [{ slot, band }] : [];
    });
    if (change.length === 0) continue;
    const shaken = improveBands(given(best, change, improving), improving);
    if (daysOf(shaken) >= daysOf(best)) best = shaken;
  }
  return best;
}
