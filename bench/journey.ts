import { classes } from "./district.ts";
import { type Figure, median } from "./figure.ts";
import { latencies } from "./load.ts";
import type { Bench } from "./machine.ts";
import { cookieOf } from "./register-page.ts";
import { savingsOf } from "./saving.ts";

const rounds = 150;
/** Rounds left out at the start of each stretch: what was measured before has taken the caches. */
const unsteady = 50;

/**
 * One teacher on one connection: opens a register, saves it, and gets the page that follows. Measured in stretches
 * between the other measurements, for a machine has slow minutes in which every process takes half as long again. The
 * figure is the median of the stretch that met the machine at its best; the note has all of them.
 */
export function openJourney(bench: Bench): { stretch(): Promise<void>; figures(): Figure[] } {
  /** The median of each, in milliseconds. */
  const stretches: number[] = [];
  return {
    async stretch() {
      // A class for each, from the end, where no other figure saves: a register that was saved often is not a real one.
      const teacher = classes.at(-1 - stretches.length)!;
      const next = savingsOf(teacher);
      const headers = { cookie: cookieOf(teacher) };
      const opened = (path: string) => ({ method: "GET" as const, path, headers, answers: 200 });
      const journeys = await latencies(
        bench.product,
        Array.from({ length: rounds }, () => {
          const saving = next();
          return [opened(saving.path), { ...saving, answers: 302 }, opened(saving.path)];
        }),
      );
      stretches.push(median(journeys.slice(unsteady)));
    },
    figures() {
      if (stretches.length === 0) return [];
      return [
        {
          name: "Open, save, and the page after it",
          unit: "ms",
          value: Math.min(...stretches),
          floor: null,
          target: 12,
          better: "less",
          note: `one connection, the quickest of ${stretches.length} stretches over the run, each the median of ${rounds - unsteady}: ${stretches.map((each) => each.toFixed(1)).join(", ")}. The median of the stretches is ${median(stretches).toFixed(1)}.`,
        },
      ];
    },
  };
}
