import postgres from "postgres";
import { createDoor, type Tx } from "#app/access/scope.server.ts";
import type { Context } from "#app/context.ts";
import { barTo, pupilsForRecovery } from "#app/recovery/candidates.server.ts";
import { readDistrict } from "#app/recovery/claimable-year.server.ts";
import { rankPupils } from "#app/recovery/ranking.ts";
import { settleClaims } from "#app/recovery/settle-claims.server.ts";
import { countsOf } from "#app/recovery/standing.ts";
import { standingsIn } from "#app/recovery/standings.server.ts";
import { connect } from "#server/database.ts";
import { type Figure, median } from "./figure.ts";
import { type Bench, migratedDatabase } from "./machine.ts";
import { layOutRecoveryYear, recoverySchools, recoveryYear } from "./recovery-district.ts";

const rounds = 9;
const settled = rounds - 2;
const today = Temporal.PlainDate.from(recoveryYear.through);
const now = Temporal.Instant.from(`${recoveryYear.through}T17:00:00Z`);
const clock = { now: () => now, today: () => today };
const log = { info: () => {}, warn: () => {}, error: () => {} };

/**
 * A year of a district of 4,000 pupils, in a database of its own. The claims: the job itself, which reads the records,
 * works out the year anew and writes what differs, after the absences of some pupils have changed each time. The
 * ranking: eligibility and rank of every pupil of each school, as its page has them.
 */
export async function measureRecoveryYear(bench: Pick<Bench, "server">): Promise<Figure[]> {
  const urls = await migratedDatabase(bench, "recovery_year");
  const admin = postgres(urls.admin, { max: 1, onnotice: () => {} });
  await layOutRecoveryYear(admin);
  const [laid] = await admin<{ pupils: number; signins: number }[]>`
    select (select count(distinct pupil_id)::int from pupil) as pupils, (select count(*)::int from recovery_presence) as signins`;
  if (laid?.pupils !== recoveryYear.pupils || Math.abs(laid.signins - recoveryYear.signIns) > 400)
    throw new Error(`Laid out ${laid?.pupils} pupils with ${laid?.signins} sign-ins.`);
  const connections = connect(urls.worker, { max: 2, name: "bench", statementTimeoutMs: 120_000 });
  const door = createDoor({ database: connections, clock, log });
  const context = { door, clock, log, settings: { timeZone: "America/Los_Angeles" } } as unknown as Context;
  try {
    const claims = await measureClaims(admin, context);
    const ranking = await door.asSystem("bench", recoverySchools, (tx) => measureRanking(context, tx));
    return [ranking, claims];
  } finally {
    await connections.close();
    await admin.end();
  }
}

async function measureClaims(admin: postgres.Sql, context: Context): Promise<Figure> {
  const run = async () => {
    const started = performance.now();
    const { claimed, withdrawn } = await settleClaims(context);
    return { took: performance.now() - started, steps: claimed + withdrawn };
  };
  const first = await run();
  await admin`analyze`;
  const again: Awaited<ReturnType<typeof run>>[] = [];
  for (let round = 0; round < rounds; round++) {
    // What a day's reading of Aeries may bring: a hundred pupils whose first whole day turns into a suspension, or back.
    await admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
      select school_id, ${recoveryYear.schoolYear}, '2026-08-17'::date + pupil_id % 5, '', pupil_id, 'aeries',
        ${round % 2 === 0 ? "S" : "U"}, now() + ${round} * interval '1 second'
      from pupil where pupil_id % 40 = 0`;
    const changed = await run();
    if (changed.steps === 0) throw new Error("Nothing was written.");
    again.push(changed);
  }
  const last = again.slice(-settled);
  const nothing = await run();
  if (nothing.steps !== 0) throw new Error(`${nothing.steps} steps were written of nothing that changed.`);
  return {
    name: "A year's claims of 4,000 pupils with 20,000 sign-ins",
    unit: "ms",
    value: median(last.map(({ took }) => took)),
    floor: null,
    target: 1_000,
    better: "less",
    note: `the job: read, worked out anew, and ${median(last.map(({ steps }) => steps))} steps written for 100 pupils whose days changed; ${Math.round(first.took)} ms the first time, with ${first.steps} steps; ${Math.round(nothing.took)} ms when nothing changed; median of ${settled}.`,
  };
}

async function measureRanking(context: Context, tx: Tx): Promise<Figure> {
  const schools = [];
  for (const schoolId of recoverySchools) {
    const pupils = await pupilsForRecovery(tx, schoolId, { lowGrade: -1, highGrade: 12 });
    const ids = pupils.map(({ pupilId }) => pupilId);
    const { timeZone } = context.settings;
    const asked = { schoolId, through: today, ...(await readDistrict(tx)), timeZone };
    const { settings, standing, studyDays } = await standingsIn(tx, asked, ids);
    const standings = new Map(ids.map((pupilId) => [pupilId, standing(pupilId, today)]));
    schools.push({ pupils, settings, studyDays, standings });
  }
  const took: number[] = [];
  let ranked = 0;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    ranked = 0;
    for (const { pupils, settings, studyDays, standings } of schools) {
      const candidates = pupils.flatMap((pupil) => {
        const bar = barTo(pupil, settings, studyDays(pupil.pupilId), pupil.answer !== "no");
        const standing = standings.get(pupil.pupilId);
        return bar === null && standing ? [{ ...pupil, ...countsOf(standing.claims) }] : [];
      });
      ranked += rankPupils(candidates, { siblingsTogether: true }).length;
    }
    took.push(performance.now() - started);
  }
  if (ranked < 0.9 * recoveryYear.pupils) throw new Error(`${ranked} pupils were ranked.`);
  return {
    name: "Eligibility and ranking of 4,000 pupils",
    unit: "ms",
    value: median(took.slice(-settled)),
    floor: null,
    target: 100,
    better: "less",
    note: `${ranked} pupils of ${recoverySchools.length} schools by their own facts and years, siblings together; median of ${settled}.`,
  };
}
