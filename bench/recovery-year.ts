import postgres from "postgres";
import { createDoor, type Tx } from "#app/access/scope.server.ts";
import { gradeFromAeries } from "#app/people/grade.ts";
import { claimSteps } from "#app/recovery/claim-steps.ts";
import { readClaims } from "#app/recovery/claims.server.ts";
import { readRecoverySettings } from "#app/recovery/district-settings.server.ts";
import { pupilEligibility } from "#app/recovery/eligibility.ts";
import { readHeldSessions } from "#app/recovery/holds.server.ts";
import { rankPupils } from "#app/recovery/ranking.ts";
import { countsOf } from "#app/recovery/standing.ts";
import { type PupilClaims, yearClaims } from "#app/recovery/year-claims.ts";
import { readYearFacts } from "#app/recovery/year-facts.server.ts";
import { connect } from "#server/database.ts";
import { type Figure, median } from "./figure.ts";
import { type Bench, migratedDatabase } from "./machine.ts";
import { layOutRecoveryYear, recoverySchools, recoveryYear } from "./recovery-district.ts";

const rounds = 9;
const { schoolYear } = recoveryYear;
const through = Temporal.PlainDate.from(recoveryYear.through);
const asked = { schoolIds: recoverySchools, schoolYear, through };
const timeZone = "America/Los_Angeles";

/**
 * A year of a district of 4,000 pupils, in a database of its own: working out every claim anew from the records, as the
 * job does before it writes, and eligibility and rank of every pupil from what was read.
 */
export async function measureRecoveryYear(bench: Pick<Bench, "server">): Promise<Figure[]> {
  const urls = await migratedDatabase(bench, "recovery_year");
  const admin = postgres(urls.admin, { max: 1, onnotice: () => {} });
  await layOutRecoveryYear(admin);
  const [laid] = await admin<{ pupils: number; signins: number }[]>`
    select (select count(distinct pupil_id)::int from pupil) as pupils, (select count(*)::int from recovery_presence) as signins`;
  if (laid?.pupils !== recoveryYear.pupils || Math.abs(laid.signins - recoveryYear.signIns) > 400)
    throw new Error(`Laid out ${laid?.pupils} pupils with ${laid?.signins} sign-ins.`);
  await admin.end();
  const connections = connect(urls.worker, { max: 2, name: "bench" });
  const clock = { now: () => Temporal.Now.instant(), today: () => through };
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const door = createDoor({ database: connections, clock, log });
  try {
    return await door.asSystem("bench", recoverySchools, (tx) => measured(tx));
  } finally {
    await connections.close();
  }
}

async function measured(tx: Tx): Promise<Figure[]> {
  const whole: number[] = [];
  const pure: number[] = [];
  const ranking: number[] = [];
  let claimed = 0;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    const settings = await readRecoverySettings(tx, through);
    const held = await readHeldSessions(tx, { ...asked, settings, timeZone });
    const facts = await readYearFacts(tx, asked, new Set(held.keys()));
    const inForce = await readClaims(tx, asked);
    const read = performance.now();
    const claims = yearClaims(facts, settings, through);
    const steps = claimSteps(inForce, claims);
    const done = performance.now();
    whole.push(done - started);
    pure.push(done - read);
    claimed = steps.length;
    const from = performance.now();
    const candidates = [...facts.pupils.values()].flatMap((pupil) => {
      const grade = gradeFromAeries(pupil.enrolled[0]?.grade ?? 99);
      const { agency } = settings;
      const may = pupilEligibility({
        agency,
        enrolled: true,
        grade,
        studyDays: 0,
        optedIn: true,
      });
      const { outcome } = claims.get(pupil.pupilId) as PupilClaims;
      return may.eligible
        ? [{ pupilId: pupil.pupilId, familyKey: Math.floor(pupil.pupilId / 2), ...countsOf(outcome) }]
        : [];
    });
    if (rankPupils(candidates, { siblingsTogether: true }).length !== recoveryYear.pupils)
      throw new Error(`${candidates.length} pupils were ranked.`);
    ranking.push(performance.now() - from);
  }
  const settled = rounds - 2;
  return [
    {
      name: "Eligibility and ranking of 4,000 pupils",
      unit: "ms",
      value: median(ranking.slice(-settled)),
      floor: null,
      target: 100,
      better: "less",
      note: `from each pupil's year as worked out, siblings together; median of ${settled}.`,
    },
    {
      name: "A year's claims of 4,000 pupils with 20,000 sign-ins",
      unit: "ms",
      value: median(whole.slice(-settled)),
      floor: null,
      target: 1_000,
      better: "less",
      note: `${claimed} days; from the first statement to the last step of the ledger, ${Math.round(median(pure.slice(-settled)))} ms of it pure; median of ${settled}.`,
    },
  ];
}
