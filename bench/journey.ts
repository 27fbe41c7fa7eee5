import { Agent, request } from "node:http";
import { classes } from "./district.ts";
import { type Figure, median } from "./figure.ts";
import type { Bench } from "./machine.ts";
import { cookieOf, registerPath } from "./register-page.ts";
import { savingsOf } from "./saving.ts";

const rounds = 150;

/** One teacher on one connection: opens a register, saves it, and gets the page that follows. */
export async function measureJourney(bench: Bench): Promise<Figure[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const teacher = classes.at(-1)!;
  const next = savingsOf(teacher);
  const headers = { cookie: cookieOf(teacher) };
  const journey = await medianOf(async () => {
    const saving = next();
    await expect(200, bench.product, { method: "GET", path: saving.path, headers });
    await expect(302, bench.product, saving);
    await expect(200, bench.product, { method: "GET", path: saving.path, headers });
  });
  const bare = await medianOf(() =>
    expect(200, bench.floor, { method: "GET", path: registerPath(teacher), headers }),
  );
  agent.destroy();
  return [
    {
      name: "Open, save, and the page after it",
      unit: "ms",
      value: journey,
      floor: null,
      target: 12,
      better: "less",
      note: `one connection, median of ${rounds - rounds / 5}; registers such as ${registerPath(teacher)}. Right after it the bare app's page took ${bare.toFixed(2)} ms.`,
    },
  ];

  async function expect(
    status: number,
    origin: string,
    sent: { method: string; path: string; headers?: object; body?: string },
  ) {
    const got = await ask(agent, origin, sent);
    if (got !== status) throw new Error(`${sent.method} ${sent.path} answered ${got} instead of ${status}.`);
  }
}

/** Milliseconds. The first fifth is left out: the engine has not compiled everything yet. */
async function medianOf(work: () => Promise<void>): Promise<number> {
  const durations: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await work();
    durations.push(performance.now() - started);
  }
  return median(durations.slice(rounds / 5));
}

/** Sends one request and reads the whole answer; its status. */
export function ask(
  agent: Agent,
  origin: string,
  sent: { method: string; path: string; headers?: object; body?: string },
): Promise<number> {
  return new Promise((done, fail) => {
    const length = sent.body === undefined ? {} : { "content-length": Buffer.byteLength(sent.body) };
    const out = request(
      origin + sent.path,
      { agent, method: sent.method, headers: { ...sent.headers, ...length } },
      (answer) => {
        answer.resume();
        answer.once("end", () => done(answer.statusCode ?? 0));
        answer.once("error", fail);
      },
    );
    out.once("error", fail);
    out.end(sent.body);
  });
}
