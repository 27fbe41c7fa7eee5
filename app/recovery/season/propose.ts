import { atMostDays } from "./bound.ts";
import { explainPupil, notHeldBecause, whatBinds } from "./explain.ts";
import { unitsOf } from "./fill.ts";
import { type Improving, improveBands, settle } from "./improve.ts";
import { type Model, modelOf } from "./model.ts";
import type { Proposal, SeasonInput } from "./season.ts";
import { daysOf, emptySeating, type Seating, unopened } from "./seating.ts";
import { shake } from "./shake.ts";
import { bringTogether } from "./siblings.ts";
import { closeThin } from "./thin.ts";

/** Questions that improving may ask, twice in one plan: more of a small season, where each is answered sooner. */
const effortFor = ({ seekers, slots }: Model) => {
  const small = 30_000 / Math.max(1, seekers.length * slots.length);
  return Math.round(75_000 * Math.min(6, Math.max(1, small)));
};

/**
 * Proposes the sessions and seats that recover the most days within the rules: ratio (AR-SES-4, -5), seats, minimum day
 * and whole hours (1.5), one day a date, five a week, ten a year. The same input in any order gives the same season.
 */
export function proposeSeason(input: SeasonInput): Proposal {
  const model = modelOf(input);
  const { seating, atMost } = seatingOf(model, input.rules);
  const days = daysOf(seating);
  return proposalOf(model, seating, { days, atMost, minimum: input.rules.minimumFill });
}

/** The days alone, for the question of what another teacher or room would add. */
export function daysWith(input: SeasonInput): number {
  return daysOf(seatingOf(modelOf(input), input.rules).seating);
}

function seatingOf(model: Model, rules: SeasonInput["rules"]): { seating: Seating; atMost: number } {
  const start = emptySeating(model);
  const units = unitsOf(start, rules.siblings);
  const bound = new Set(rules.siblings === "always" ? model.families.flat() : []);
  const effort = effortFor(model);
  const improving: Improving = { units, bound, effort: { left: effort } };
  settle(start, improving);
  const first = improveBands(start, improving);
  const advice = atMostDays(model, daysOf(first));
  improving.effort.left += effort;
  const better = asAdvised(model, advice, first, improving);
  const held = closeThin(shake(better, advice.days, improving), rules.minimumFill, improving);
  if (rules.siblings === "when free") bringTogether(held, improving.effort);
  return { seating: held, atMost: advice.days };
}

/**
 * Seats given anew as the search for a bound advises, where that wins days: at its prices, by which a length that many
 * need costs more, and in rooms let as they were where it stopped.
 */
function asAdvised(
  model: Model,
  { days: atMost, prices, bandOf }: ReturnType<typeof atMostDays>,
  first: Seating,
  improving: Improving,
): Seating {
  let best = first;
  for (const bands of [new Map<number, number>(), bandOf]) {
    if (daysOf(best) >= atMost || (bands === bandOf && bandOf.size === 0)) break;
    const advised = emptySeating(model, prices);
    for (const [slot, band] of bands) advised.bandOf[slot] = band;
    settle(advised, improving);
    for (const [slot, members] of advised.members.entries())
      if (members.length === 0) advised.bandOf[slot] = unopened;
    const better = improveBands(advised, improving);
    if (daysOf(better) > daysOf(best)) best = better;
  }
  return best;
}

function proposalOf(
  model: Model,
  seating: Seating,
  { days, atMost, minimum }: { days: number; atMost: number; minimum: number },
): Proposal {
  const held = model.slots.flatMap((slot, at) => (seating.members[at]!.length > 0 ? [{ slot, at }] : []));
  const sessions = held.map(({ slot: { offer, room }, at }) => {
    const band = seating.bandOf[at]!;
    return {
      offer,
      band: model.bands[band]!,
      pupilIds: seating.members[at]!.map((who) => model.seekers[who]!.pupil.pupilId).toSorted(
        (one, other) => one - other,
      ),
      limit: Math.min(room[band]!, offer.seats),
      binds: room[band]! <= offer.seats ? ("ratio" as const) : ("seats" as const),
    };
  });
  const pupils = model.seekers.flatMap(({ pupil }, who) => {
    const slots = seating.chosen[who]!.toSorted((one, other) => one - other);
    return slots.length === 0
      ? []
      : [
          {
            pupilId: pupil.pupilId,
            grade: pupil.grade,
            days: seating.earned[who]!.days - seating.before[who]!,
            sessions: slots.map((slot) => model.slots[slot]!.offer.key),
            why: explainPupil(seating, who),
          },
        ];
  });
  const wanted = model.seekers.reduce(
    (sum, { pupil }, who) => sum + Math.max(0, pupil.recoverableDays - seating.before[who]!),
    0,
  );
  return {
    sessions,
    pupils,
    notHeld: model.slots.flatMap(({ offer }, at) =>
      seating.members[at]!.length > 0 ? [] : [{ offer, why: notHeldBecause(seating, at, minimum) }],
    ),
    days,
    wanted,
    atMost,
    seats: {
      filled: sessions.reduce((sum, { pupilIds }) => sum + pupilIds.length, 0),
      of: sessions.reduce((sum, { limit }) => sum + limit, 0),
    },
    binding: whatBinds(seating, { days, wanted }),
  };
}
