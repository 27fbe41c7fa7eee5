import { creditAlone } from "./earn.ts";
import type { Improving } from "./improve.ts";
import { couldSit, earnedBy, freeFor, type Seating, sit, stand, standWhereIdle } from "./seating.ts";

/**
 * Where sessions of several lengths are held: gives pupils who sit longer than their days need a shorter session
 * instead, a free seat or that of somebody who takes the long one for two shorter ones. Nobody loses a day, and seats
 * become free. Answers whether any did.
 */
export function slim(seating: Seating, { bound, effort }: Pick<Improving, "bound" | "effort">): boolean {
  const { slots } = seating.model;
  if (new Set(slots.map(({ minutes }) => minutes)).size < 2) return false;
  let any = false;
  for (const [who, chosen] of seating.chosen.entries()) {
    if (bound.has(who)) continue;
    for (const long of chosen.toSorted((one, other) => slots[other]!.minutes - slots[one]!.minutes))
      if (
        effort.left > 0 &&
        seating.chosen[who]!.includes(long) &&
        shortened(seating, who, long, bound, effort)
      )
        any = true;
  }
  return any;
}

/** Minutes that a seat alone credits this pupil: a quick look before what all of them earn is worked out. */
const creditOf = ({ model }: Seating, who: number, slot: number) =>
  creditAlone(model.slots[slot]!.minutes, model.seekers[who]!.pupil.minimumDayMinutes, model.settings);

function shortened(
  seating: Seating,
  who: number,
  long: number,
  bound: ReadonlySet<number>,
  effort: Improving["effort"],
): boolean {
  const { slots, seekers } = seating.model;
  const { band, weight } = seekers[who]!;
  const spare = seating.earned[who]!.bank - creditOf(seating, who, long);
  for (const [short, { minutes }] of slots.entries()) {
    if (seating.bandOf[short] !== band || minutes >= slots[long]!.minutes) continue;
    if (spare + creditOf(seating, who, short) < 0 || !couldSit(seating, who, short, long)) continue;
    if (!keeps(seating, who, long, short, effort)) continue;
    if (freeFor(seating, short, band) >= weight) {
      stand(seating, who, [long]);
      sit(seating, who, [short]);
      return true;
    }
    const other = seating.members[short]!.find(
      (one) =>
        one !== who &&
        !bound.has(one) &&
        seekers[one]!.weight === weight &&
        couldSit(seating, one, long, short) &&
        freesBy(seating, one, short, long, effort),
    );
    if (other === undefined) continue;
    stand(seating, who, [long]);
    stand(seating, other, [short]);
    sit(seating, who, [short]);
    sit(seating, other, [long]);
    standWhereIdle(seating, other);
    return true;
  }
  return false;
}

/** Would the pupil earn as much with the one seat for the other? */
function keeps(
  seating: Seating,
  who: number,
  from: number,
  to: number,
  effort: Improving["effort"],
): boolean {
  effort.left -= 1;
  const slots = seating.chosen[who]!.map((one) => (one === from ? to : one));
  return earnedBy(seating, who, slots).days >= seating.earned[who]!.days;
}

/** Would the longer seat for the shorter one leave them another seat that they can give back? */
function freesBy(
  seating: Seating,
  who: number,
  short: number,
  long: number,
  effort: Improving["effort"],
): boolean {
  const more = seating.earned[who]!.bank + creditOf(seating, who, long) - creditOf(seating, who, short);
  const kept = seating.chosen[who]!.map((one) => (one === short ? long : one));
  return kept.some((spare) => {
    if (spare === long || creditOf(seating, who, spare) > more) return false;
    effort.left -= 1;
    return (
      earnedBy(
        seating,
        who,
        kept.filter((one) => one !== spare),
      ).days >= seating.earned[who]!.days
    );
  });
}
