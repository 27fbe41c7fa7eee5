import { Agent } from "node:http";
import { ask } from "./ask.ts";
import { type Class, largeClass, smallClass } from "./district.ts";
import type { Figure } from "./figure.ts";
import type { Bench } from "./machine.ts";
import { cookieOf, registerPath } from "./register-page.ts";
import { savingsOf } from "./saving.ts";

const times = 5;

/** Statements as the server counts them, the transaction's own begin and commit included. */
export async function measureStatements(bench: Bench): Promise<Figure[]> {
  await startCounting(bench);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const opening = (each: Class) => () => ({
    method: "GET",
    path: registerPath(each),
    headers: { cookie: cookieOf(each) },
  });
  const figures: Figure[] = [];
  for (const [name, target, of] of [
    ["Statements to open a register", 8, opening],
    ["Statements to save a register", 10, savingsOf],
  ] as const) {
    const small = await counted(bench, agent, of(smallClass));
    const large = await counted(bench, agent, of(largeClass));
    if (small !== large)
      throw new Error(`${name}: ${small} for ${smallClass.size} pupils but ${large} for ${largeClass.size}.`);
    figures.push({
      name,
      unit: "statements",
      value: large,
      floor: null,
      target,
      better: "less",
      note: `the same for ${smallClass.size} pupils and for ${largeClass.size}.`,
    });
  }
  agent.destroy();
  return figures;
}

type Sent = { method: string; path: string; headers?: object; body?: string };

/** Per request, over several; the first is not counted, because a session's first page in a minute notes the time. */
async function counted({ admin, product }: Bench, agent: Agent, next: () => Sent): Promise<number> {
  const status = async () => {
    const got = await ask(agent, product, next());
    if (got !== 200 && got !== 302) throw new Error(`A request to be counted answered ${got}.`);
  };
  await status();
  await startCounting({ admin });
  for (let time = 0; time < times; time++) await status();
  return (await statementsSince({ admin })) / times;
}

/** Forgets what was counted so far. */
export async function startCounting({ admin }: Pick<Bench, "admin">): Promise<void> {
  await admin`create extension if not exists pg_stat_statements`;
  await admin`select pg_stat_statements_reset()`;
}

/** The statements of the web process since. */
export async function statementsSince({ admin }: Pick<Bench, "admin">): Promise<number> {
  // The job queue of the same process asks on its own; its statements name its schema. The extension does not list
  // the driver's commits, so each begin counts for the end of its transaction too.
  const [row] = await admin<
    { calls: number }[]
  >`select coalesce(sum(case query when 'begin' then 2 else 1 end * calls), 0)::int as calls
    from pg_stat_statements s join pg_roles r on r.oid = s.userid
    where r.rolname = 'web' and query not ilike '%pgboss%' and query not ilike 'commit%'`;
  return row!.calls;
}
