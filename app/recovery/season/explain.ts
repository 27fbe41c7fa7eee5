import { creditAlone } from "./earn.ts";
import { closed, freeFor, type Seating, wantedBy } from "./seating.ts";

const days = (count: number) => `${count.toLocaleString("en-US")} ${count === 1 ? "day" : "days"}`;
const sessions = (count: number) => `${count} ${count === 1 ? "session" : "sessions"}`;

/** Why a pupil has these seats: "Can still recover 3 days. 60 minutes banked and 3 sessions fill 1 minimum day of 240." */
export function explainPupil(seating: Seating, who: number): string {
  const { pupil, fixed } = seating.model.seekers[who]!;
  const gained = seating.earned[who]!.days - seating.before[who]!;
  const have = [
    ...(pupil.bankedMinutes > 0 ? [`${pupil.bankedMinutes} minutes banked`] : []),
    ...(fixed.length > 0 ? [`${sessions(fixed.length)} booked already`] : []),
    sessions(seating.chosen[who]!.length),
  ];
  const filled = `${gained} minimum ${gained === 1 ? "day" : "days"} of ${pupil.minimumDayMinutes} minutes`;
  return `Can still recover ${days(pupil.recoverableDays)}. ${sentence(list(have))} fill ${filled}.`;
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const list = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

/** Why an offer is not used. */
export function notHeldBecause(seating: Seating, slot: number, minimum: number): string {
  const { model } = seating;
  const { room, minutes } = model.slots[slot]!;
  const may = model.seekers.filter(({ band, blocked }) => room[band]! > 0 && !blocked.has(slot));
  if (may.length === 0) return "No pupil of the grades it is for has days to recover and is free then.";
  if (may.every(({ pupil }) => creditAlone(minutes, pupil.minimumDayMinutes, model.settings) === 0))
    return `Its ${minutes} minutes come to no whole hour, so they would count nothing.`;
  if (seating.bandOf[slot] === closed)
    return `Fewer than ${minimum} pupils would gain by it, so it is below the minimum.`;
  return "Nobody who could come would complete another day by it.";
}

/** What keeps the plan from more days, in words. */
export function whatBinds(seating: Seating, total: { days: number; wanted: number }): string {
  const { model, members, bandOf } = seating;
  const left = total.wanted - total.days;
  if (model.seekers.length === 0) return "No pupil has days left to recover.";
  if (left <= 0) return "Nothing: every day that can still be recovered is planned.";
  if (model.slots.length === 0)
    return `No session can be held: no teacher is free at a session's time with a room. ${days(left)} stay open.`;
  const bands = model.bands.map((_, band) => band);
  const wantedIn = bands.map((band) =>
    model.seekers.reduce(
      (sum, seeker, who) => sum + (seeker.band === band ? Math.max(0, wantedBy(seating, who)) : 0),
      0,
    ),
  );
  const open = model.slots.some((_, slot) =>
    bands.some((band) => wantedIn[band]! > 0 && freeFor(seating, slot, band) > 0),
  );
  const stay = `${days(left)} that could still be recovered stay open.`;
  if (open)
    return `Dates: the pupils who still want days sit in the plan on every date they can, or what is left of their dates makes no whole minimum day. ${stay}`;
  const held = [...model.slots.keys()].filter((slot) => members[slot]!.length > 0);
  const byRatio = held.filter(
    (slot) => model.slots[slot]!.room[bandOf[slot]!]! <= model.slots[slot]!.offer.seats,
  );
  if (byRatio.length === held.length)
    return `Teachers: every session is as full as the ratio lets it be. ${stay}`;
  if (byRatio.length === 0) return `Rooms: every seat is taken, while teachers could take more. ${stay}`;
  return `Teachers in ${sessions(byRatio.length)}, where the ratio is reached, and rooms in ${held.length - byRatio.length}, where every seat is taken. ${stay}`;
}
