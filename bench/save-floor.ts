import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { schoolYear, today } from "./district.ts";
import { connections } from "./load.ts";
import type { Bench } from "./machine.ts";

/** A school of its own, so that the floor's rows are no part of the product's registers. */
const floorSchool = 11;

/** What a saving writes: 30 marks in one statement, that the register was taken, and the audit entry with its chain. */
const statements = (section: string, from: string) => [
  "begin",
  `insert into mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, by, at)
    select ${floorSchool}, ${schoolYear}, date '${today}', '', ${from} + n, 'teacher', ${section}, 'U', 1, now() from generate_series(0, 29) n`,
  `insert into register_taking (school_id, on_date, section_number, period, submission, taken_by, taken_as, at, pupil_count, exception_count)
    values (${floorSchool}, date '${today}', ${section}, '', gen_random_uuid(), 1, 'teacher', now(), 30, 30)`,
  `insert into audit_entry (school_id, at, by, actor, action, subject, pupil_ids, before, after)
    select ${floorSchool}, now(), 1, 'teacher 1', 'register taken', 'register ${today} section ' || ${section}, array_agg(${from} + n),
      jsonb_object_agg(${from} + n, 'T'), jsonb_object_agg(${from} + n, 'U') from generate_series(0, 29) n`,
  "commit",
];

/** @returns which tool drives the floor, and savings a second for that long */
export async function prepareSaveFloor(bench: Bench) {
  const found = spawnSync("pgbench", ["--version"]).status === 0;
  return found
    ? { driver: "pgbench", perSecond: (seconds: number) => byPgbench(bench, seconds) }
    : { driver: "postgres.js", perSecond: (seconds: number) => byDriver(bench, seconds) };
}

async function byPgbench({ urls, folder }: Bench, seconds: number): Promise<number> {
  const file = join(folder, "save.sql");
  const script = [
    "\\set section random(101, 1000)",
    "\\set from 100000 + :section * 30",
    ...statements(":section::int", ":from::int").map((text) => `${text.replaceAll("\n", " ")};`),
  ];
  writeFileSync(file, `${script.join("\n")}\n`);
  const words = [
    "-n",
    "-M",
    "prepared",
    "-f",
    file,
    "-c",
    String(connections),
    "-j",
    "1",
    "-T",
    String(seconds),
  ];
  const child = spawn("pgbench", [...words, urls.admin], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.on("data", (text) => (said += text));
  child.stderr.on("data", (text) => (said += text));
  await once(child, "close");
  const perSecond = /tps = ([\d.]+)/.exec(said)?.[1];
  if (!perSecond || child.exitCode !== 0) throw new Error(`pgbench failed:\n${said}`);
  return Number(perSecond);
}

/** The same statements sent together, one transaction after the other on each connection. */
async function byDriver({ urls }: Bench, seconds: number): Promise<number> {
  const sql = postgres(urls.admin, { max: connections, onnotice: () => {} });
  const [, ...middle] = statements("$1::int", "$2::int").slice(0, -1);
  const started = performance.now();
  let done = 0;
  const client = async () => {
    while (performance.now() - started < seconds * 1000) {
      const section = 101 + Math.floor(Math.random() * 900);
      const send = (one: postgres.TransactionSql) => (text: string) =>
        one.unsafe(text, text.includes("$2") ? [section, 100_000 + section * 30] : [section], {
          prepare: true,
        });
      await sql.begin((one) => middle.map(send(one)));
      done++;
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  const perSecond = (done * 1000) / (performance.now() - started);
  await sql.end();
  return perSecond;
}
