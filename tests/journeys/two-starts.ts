import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import postgres from "postgres";
import { type AccessFile, readKept, writeKept } from "#sandbox/demo/access-file.ts";
import { newestRun, watchFirstLoad } from "#sandbox/demo/first-load.ts";
import { type Demo, startDemo } from "#sandbox/demo/start.ts";
import { serverProcess, startEmbedded } from "#server/embedded-postgres.ts";

/** What a start came to, asked before anybody used it. */
export type Start = {
  /** From the call to the web server that answers. */
  seconds: number;
  said: string[];
  access: AccessFile;
  /** The stand-in's own time of day. */
  aeriesTime: string;
  migrations: { id: number; created_at: string }[];
  people: { id: number; email: string; version: string }[];
  sessions: number;
  /** What was read by this start, by resource and over all schools. */
  readings: { resource: string; read: number; differing: number }[];
};
export type Starts = { first: Start; second: Start; processLeft: number | null };

/** Of somebody who was in a folder that was started over. */
export const leftBehind = "left-behind@example.org";

const file = (folder: string) => `${folder}/starts.json`;
export const readStarts = (folder: string) => JSON.parse(readFileSync(file(folder), "utf8")) as Starts;

/**
 * The district as two starts make it: started over at the first moment on what an earlier one left half-written,
 * stopped, and started again at the second with what is there. The second is left running.
 */
export async function startTwice(folder: string, moments: readonly [string, string]): Promise<Demo> {
  mkdirSync(`${folder}/postgres`, { recursive: true });
  const kept = readKept(folder);
  const somebody = { role: "auditor" as const, password: "", totp_secret: "", schools: [10], name: "Ann" };
  writeKept(folder, { ...kept, users: [{ ...somebody, email: leftBehind }] });

  const before = await startTimed(folder, moments[0], true);
  const [first, newest] = await orStop(
    before,
    async () => [await lookAt(folder, before, 0), await withAdmin(folder, newestRun)] as const,
  );
  await before.demo.stop();
  const processLeft = await serverProcess(folder);

  const after = await startTimed(folder, moments[1], false);
  const second = await orStop(after, async () => {
    // The stories begin where nothing is being read.
    const never = new AbortController().signal;
    await withAdmin(folder, (admin) => watchFirstLoad(admin, newest, () => {}, never));
    return lookAt(folder, after, newest);
  });
  writeFileSync(file(folder), JSON.stringify({ first, second, processLeft } satisfies Starts));
  const [one, other] = [first, second].map(({ seconds }) => seconds.toFixed(1));
  console.log(`The demo was ready after ${one} s, and started again after ${other} s`);
  return after.demo;
}

async function orStop<T>({ demo }: Timed, look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (failure) {
    await demo.stop();
    throw failure;
  }
}

type Timed = { demo: Demo; seconds: number; said: string[] };

async function startTimed(folder: string, moment: string, fresh: boolean): Promise<Timed> {
  process.env.CLOCK_AT = moment;
  const said: string[] = [];
  const from = performance.now();
  const demo = await startDemo({
    ...{ folder, fresh, hotReload: false },
    say(line) {
      said.push(line);
      console.log(line);
    },
    onEnd: (problem) => console.error(problem.message),
  });
  return { demo, seconds: (performance.now() - from) / 1000, said };
}

async function withAdmin<T>(folder: string, ask: (admin: postgres.Sql) => Promise<T>): Promise<T> {
  const server = await startEmbedded(folder);
  const admin = postgres(server.urls("ap_demo").admin, { max: 1, onnotice: () => {} });
  return ask(admin).finally(() => admin.end());
}

/** @param after the newest run before this start */
function lookAt(folder: string, { demo, seconds, said }: Timed, after: number): Promise<Start> {
  return withAdmin(folder, async (admin) => {
    const state = await fetch(new URL("/sandbox/state", demo.access.aeries.url));
    const { now } = (await state.json()) as { now: string };
    const [sessions] = await admin<{ n: number }[]>`select count(*)::int as n from recovery_session`;
    return {
      ...{ seconds, said },
      access: demo.access,
      aeriesTime: Temporal.ZonedDateTime.from(now).toPlainDateTime().toString(),
      migrations: [
        ...(await admin<Start["migrations"]>`
        select id, created_at::text from migrations.__drizzle_migrations order by id`),
      ],
      people: [
        ...(await admin<Start["people"]>`
        select id, email, xmin::text as version from user_account order by id`),
      ],
      sessions: sessions!.n,
      readings: [
        ...(await admin<Start["readings"]>`
        select resource, sum((counts->>'read')::int)::int as read,
          sum((counts->>'appeared')::int + (counts->>'changed')::int + (counts->>'vanished')::int)::int as differing
        from sync_run where id > ${after} and outcome = 'ok' group by resource order by resource`),
      ],
    };
  });
}
