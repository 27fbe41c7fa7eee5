import { given, type Improving } from "./improve.ts";
import { closed, copyOf, couldSit, daysOf, earnedBy, freeFor, type Seating, sit, stand } from "./seating.ts";

/** Sessions with fewer pupils than the minimum are not held: each goes to whatever band fills it best, or is closed. */
export function closeThin(seating: Seating, minimum: number, improving: Improving): Seating {
  let now = seating;
  for (;;) {
    const thin = now.members
      .map((members, slot) => ({ slot, pupils: members.length }))
      .filter(({ pupils }) => pupils > 0 && pupils < minimum)
      .toSorted((one, other) => one.pupils - other.pupils || one.slot - other.slot)[0];
    if (thin === undefined) return now;
    const filled = toppedUp(now, thin.slot, minimum, improving);
    if (filled !== null) {
      now = filled;
      continue;
    }
    const closedNow = given(now, [{ slot: thin.slot, band: closed }], improving);
    const others = now.model.bands.flatMap((_, band) => {
      if (band === now.bandOf[thin.slot] || now.model.slots[thin.slot]!.room[band] === 0) return [];
      const next = given(now, [{ slot: thin.slot, band }], improving);
      return next.members[thin.slot]!.length >= minimum ? [next] : [];
    });
    const fewer = (one: Seating) => one.members.filter(({ length }) => length > 0 && length < minimum).length;
    now = [closedNow, ...others.filter((one) => fewer(one) < fewer(now))].toSorted(
      (one, other) => daysOf(other) - daysOf(one),
    )[0]!;
  }
}

/** The thin session filled to the minimum from fuller ones whose pupils lose nothing by it; null where too few can. */
function toppedUp(seating: Seating, thin: number, minimum: number, { bound }: Improving): Seating | null {
  const next = copyOf(seating);
  const { model, members, bandOf } = next;
  for (const slot of model.slots.keys()) {
    if (slot === thin || bandOf[slot] !== bandOf[thin]) continue;
    for (const who of [...members[slot]!]) {
      if (members[thin]!.length >= minimum) return next;
      const kept = next.chosen[who]!.map((one) => (one === slot ? thin : one));
      const may =
        members[slot]!.length > minimum &&
        !bound.has(who) &&
        freeFor(next, thin, bandOf[thin]!) >= model.seekers[who]!.weight &&
        couldSit(next, who, thin, slot) &&
        earnedBy(next, who, kept).days >= next.earned[who]!.days;
      if (!may) continue;
      stand(next, who, [slot]);
      sit(next, who, [thin]);
    }
  }
  return members[thin]!.length >= minimum ? next : null;
}
