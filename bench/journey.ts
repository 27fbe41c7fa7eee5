import { classes } from "./district.ts";
import { type Figure, median } from "./figure.ts";
import { latencies } from "./load.ts";
import type { Bench } from "./machine.ts";
import { cookieOf, registerPath } from "./register-page.ts";
import { savingsOf } from "./saving.ts";

const rounds = 150;
/** Rounds left out at the start: the engine has not compiled everything yet. */
const unsteady = rounds / 5;

/** One teacher on one connection: opens a register, saves it, and gets the page that follows. */
export async function measureJourney(bench: Bench): Promise<Figure[]> {
  const teacher = classes.at(-1)!;
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
  const bare = await latencies(
    bench.floor,
    Array.from({ length: rounds }, () => [opened(registerPath(teacher))]),
  );
  return [
    {
      name: "Open, save, and the page after it",
      unit: "ms",
      value: median(journeys.slice(unsteady)),
      floor: null,
      target: 12,
      better: "less",
      note: `one connection, median of ${rounds - unsteady}; registers such as ${registerPath(teacher)}. Right after it the bare app's page took ${median(bare.slice(unsteady)).toFixed(2)} ms.`,
    },
  ];
}
