import type { Alike } from "./alike.ts";
import { bought } from "./buying.ts";
import type { Hall } from "./halls.ts";
import { type Ceiling, lettingsOf } from "./lettings.ts";
import type { Prices } from "./seating.ts";

/** Lettings that are looked into at most, and steps that all looks for them take. */
const mostLooks = 400;
const mostSteps = 40_000_000;
/** Rounds in which prices are sought for one band, and those without a lower ceiling after which they move by less. */
const rounds = 25;
const patience = 4;

/**
 * A number of days that no plan within the rules exceeds where few rooms are let (Benders' decomposition). A room is let
 * whole, which prices alone do not know: they let half of it to each of two bands. So of all lettings the one is taken
 * that promises the most days; for each band prices are sought at which its pupils win the fewest in those rooms, which
 * holds the band down in all others too; and so on, until the best letting promises no more than `found`, the days of a
 * plan that exists, or prices hold it down no further. `bandOf`: by slot, the bands of the last letting, a plan worth trying.
 */
export function atMostInWholeRooms(
  { halls, classes }: { halls: readonly Hall[]; classes: readonly Alike[] },
  prices: Prices,
  found: number,
): { days: number; bandOf: ReadonlyMap<number, number> } {
  const bands = [...new Set(classes.map(({ band }) => band))];
  if (bands.length === 0) return { days: 0, bandOf: new Map() };
  const lettings = lettingsOf(halls, classes, bands);
  const ceilings = bands.map((band, at) => {
    const starts = [halls.map(() => 0), prices.map((of) => of[band]!)];
    return starts.map((start) => {
      const { ceiling } = ceilingOf(classes, band, start);
      lettings.lower(at, ceiling);
      return ceiling;
    });
  });
  for (let look = 1; ; look++) {
    const letting = lettings.best();
    const days = letting.reduce((sum, one) => sum + one.days, 0);
    let held = false;
    const over = days <= found || look >= mostLooks || lettings.steps() >= mostSteps;
    for (const [at, { rooms, days: promised }] of over ? [] : letting.entries()) {
      if (promised === 0) continue;
      const lower = lowestCeiling(lettings.seatsWith(at, rooms), ceilings[at]!, (own) =>
        ceilingOf(classes, bands[at]!, own),
      );
      ceilings[at]!.push(lower);
      lettings.lower(at, lower);
      held ||= lettings.allowed(at, rooms) < promised;
    }
    if (held) continue;
    const slots = halls.flatMap((hall) => hall.slots);
    const bandOf = letting.flatMap(({ rooms }, at) =>
      slots.flatMap((slot, bit) => (rooms & (1 << bit) ? [[slot, bands[at]!] as const] : [])),
    );
    return { days, bandOf: new Map(bandOf) };
  }
}

type Asked = { ceiling: Ceiling; came: number[] };

/** What pupils of a band gain at prices, and the weights that come to each hall. */
function ceilingOf(classes: readonly Alike[], band: number, prices: readonly number[]): Asked {
  const came = prices.map(() => 0);
  const own = classes.filter((alike) => alike.band === band);
  const days = own.reduce((sum, alike) => sum + bought(alike, prices, came), 0);
  return { ceiling: { days, prices }, came };
}

/** The lowest ceiling that is found over these seats, starting from the lowest known. */
function lowestCeiling(
  seats: readonly number[],
  known: readonly Ceiling[],
  ask: (prices: readonly number[]) => Asked,
): Ceiling {
  const over = ({ days, prices }: Ceiling) =>
    prices.reduce((sum, price, hall) => sum + price * seats[hall]!, days);
  let lowest = known.reduce((low, one) => (over(one) < over(low) ? one : low));
  let { prices } = lowest;
  let [best, step, stale] = [over(lowest), 1, 0];
  const heading = seats.map(() => 0);
  for (let round = 0; round < rounds; round++) {
    const { ceiling, came } = ask(prices);
    const now = over(ceiling);
    stale = now < best - 1e-9 ? 0 : stale + 1;
    if (now < best) [best, lowest] = [now, ceiling];
    if (stale >= patience) [step, stale] = [step / 1.5, 0];
    let norm = 0;
    for (const [hall, weights] of came.entries()) {
      const way = (heading[hall]! + weights - seats[hall]!) / 2;
      heading[hall] = way < 0 && prices[hall] === 0 ? 0 : way;
      norm += heading[hall]! ** 2;
    }
    if (norm === 0) break;
    const size = (step * (now - best + Math.max(1, best / 20))) / norm;
    prices = prices.map((price, hall) => Math.max(0, price + size * heading[hall]!));
  }
  return lowest;
}
