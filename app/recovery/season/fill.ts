import { bestPackage, isFree, type Package } from "./package.ts";
import { couldSit, freeFor, type Seating, sit, unopened, wantedBy } from "./seating.ts";

/** Pupils who are given seats together: one, or the brothers and sisters who are always to come on the same dates. */
export type Unit = readonly number[];

/** Units in an order of their own. */
export function unitsOf({ model }: Seating, siblings: "always" | "when free"): Unit[] {
  if (siblings === "when free") return model.seekers.map((_, who) => [who]);
  const alone = model.seekers.flatMap(({ family }, who) => (family === -1 ? [[who]] : []));
  return [...alone, ...model.families];
}

type Offered = { unit: Unit; cost: number; wants: number };

const sooner = (one: Offered, other: Offered) =>
  one.cost - other.cost || other.wants - one.wants || one.unit[0]! - other.unit[0]!;

/**
 * Fills free seats: whoever's next days take the least of the teachers' time goes first, and among equals whoever can
 * still recover most. Opens slots for bands as they are needed.
 */
export function fill(seating: Seating, units: readonly Unit[]): void {
  const line: Offered[] = [];
  // Of those alike who sit nowhere yet, one is asked for all.
  const asked = new Map<string, Offered | null>();
  for (const unit of units) {
    const kind = unit.length === 1 && seating.chosen[unit[0]!]!.length === 0 ? kindOf(seating, unit) : null;
    const known = kind === null ? undefined : asked.get(kind);
    const offered = known === undefined ? offer(seating, unit) : known && { ...known, unit };
    if (kind !== null) asked.set(kind, offered);
    if (offered) line.push(offered);
  }
  line.sort(sooner);
  for (let next = line.shift(); next; next = line.shift()) {
    const found = next.unit.some((who) => hasRoom(seating, who)) ? packageFor(seating, next.unit) : null;
    if (found === null) continue;
    // Seats have gone since it was put in line, so what is left may cost more: others may now come first.
    const now = { unit: next.unit, cost: found.cost, wants: wantsOf(seating, next.unit) };
    if (line[0] && sooner(line[0], now) < 0 && now.cost > next.cost) {
      insert(line, now);
      continue;
    }
    for (const [who, slots] of found.seats) sit(seating, who, slots);
    const again = offer(seating, next.unit);
    if (again) insert(line, again);
  }
}

const kindOf = ({ model }: Seating, [who]: Unit) => model.seekers[who!]!.kind;

const wantsOf = (seating: Seating, unit: Unit) =>
  unit.reduce((sum, who) => sum + Math.max(0, wantedBy(seating, who)), 0);

function offer(seating: Seating, unit: Unit): Offered | null {
  if (!unit.some((who) => hasRoom(seating, who))) return null;
  const found = packageFor(seating, unit);
  return found && { unit, cost: found.cost, wants: wantsOf(seating, unit) };
}

/** Is there any seat left for the pupil's band? Asked first, since most pupils of a large school find none. */
function hasRoom(seating: Seating, who: number): boolean {
  const { band } = seating.model.seekers[who]!;
  return seating.bandOf.some(
    (its, slot) => (its === band || its === unopened) && freeFor(seating, slot, band) > 0,
  );
}

function insert(line: Offered[], offered: Offered): void {
  let [low, high] = [0, line.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sooner(line[middle]!, offered) <= 0) low = middle + 1;
    else high = middle;
  }
  line.splice(low, 0, offered);
}

type Seats = { seats: [number, number[]][]; cost: number };

function packageFor(seating: Seating, unit: Unit): Seats | null {
  const active = unit
    .filter((who) => wantedBy(seating, who) > 0)
    .toSorted((one, other) => wantedBy(seating, other) - wantedBy(seating, one) || one - other);
  const [leader, ...others] = active;
  if (leader === undefined) return null;
  const reach = (slot: number) =>
    isFree(seating, leader, slot) && others.every((who) => besides(seating, who, slot, []) !== null);
  const found = bestPackage(seating, leader, others.length === 0 ? undefined : reach);
  return found && together(seating, leader, found, others);
}

/** The brothers and sisters of whoever leads, each in a slot of their own band on the same dates; null if one finds none. */
function together(
  seating: Seating,
  leader: number,
  { slots, cost }: Package,
  others: readonly number[],
): Seats | null {
  const seats: [number, number[]][] = [[leader, slots]];
  for (const who of others) {
    const theirs: number[] = [];
    for (const slot of slots) {
      const beside = besides(seating, who, slot, seats);
      if (beside === null) return null;
      theirs.push(beside);
    }
    seats.push([who, theirs]);
  }
  return { seats, cost };
}

/** A slot on the date of another, at the same time if there is one, with a seat beyond those that the family takes. */
function besides(seating: Seating, who: number, slot: number, taken: Seats["seats"]): number | null {
  const { slots, seekers } = seating.model;
  const { band, weight } = seekers[who]!;
  const { day, offer } = slots[slot]!;
  const open = slots.flatMap((other, at) => {
    if (other.day !== day || !couldSit(seating, who, at)) return [];
    const family = taken.filter(([, theirs]) => theirs.includes(at)).map(([one]) => seekers[one]!);
    const weights = family.reduce((sum, one) => sum + one.weight, weight);
    const seated = seating.members[at]!.length + family.length;
    const fits = seated < other.offer.seats && freeFor(seating, at, band) >= weights;
    return fits && family.every((one) => one.band === band) ? [at] : [];
  });
  const apart = (at: number) => Math.abs(slots[at]!.offer.startsAt - offer.startsAt);
  return (
    open.toSorted(
      (one, other) =>
        apart(one) - apart(other) || Number(other === slot) - Number(one === slot) || one - other,
    )[0] ?? null
  );
}
