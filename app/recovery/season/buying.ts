import type { Alike } from "./alike.ts";
import { cheapestWays } from "./cheapest.ts";

/**
 * What pupils of a class gain, days less prices. `prices`: of a weight of their band, by hall; the weights that they
 * bring to halls are added to `came`.
 */
export function bought(alike: Alike, prices: readonly number[], came: number[]): number {
  const { weight, dates, minimumDay, unit } = alike;
  const units = (minutes: number) => Math.max(0, Math.ceil(minutes / unit));
  const most = alike.kinds.reduce((top, { bank, days }) => Math.max(top, units(days * minimumDay - bank)), 0);
  const reached = cheapestWays(dates, (hall) => prices[hall]! * weight, most);
  let sum = 0;
  for (const { bank, days, before, count } of alike.kinds) {
    let [best, at] = [0, -1];
    for (let day = before + 1; day <= days; day++) {
      const need = units(day * minimumDay - bank);
      const gain = day - before - reached.cost(need);
      if (gain > best) [best, at] = [gain, need];
    }
    sum += best * count;
    if (at > 0) for (const hall of reached.way(at)) came[hall]! += count * weight;
  }
  return sum;
}
