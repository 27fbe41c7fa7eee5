import { sql } from "drizzle-orm";
import { allSchools } from "#app/access/schools.server.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import { isBefore } from "#app/calendar/day.ts";
import { fiscalYearBounds, type SchoolYear, schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import { recoveryClaim } from "#drizzle/schema/recovery-claim.ts";
import { type ClaimStep, claimSteps } from "./claim-steps.ts";
import { type District, readClaimableYear } from "./claimable-year.server.ts";
import { readClaims } from "./claims.server.ts";
import { raiseCorrections } from "./corrections.server.ts";
import { readSettingsHistory } from "./district-settings.server.ts";
import { settingsByDay } from "./settings-by-day.ts";
import { yearClaims } from "./year-claims.ts";

/** Advisory lock of the whole district's ledger: two runs would each take the other's steps for missing. */
const ledgerLock = 460_462;
const mostRowsInOneStatement = 2_000;

/** What a run added to the ledger. */
export type Settled = { claimed: number; withdrawn: number; corrections: number };

/**
 * The job `settle-claims`: works out the days claimed of this school year and the last from the records as they are
 * now, and appends what the ledger lacks. Run again, it adds nothing. One run at a time; the next one waits.
 */
export async function settleClaims(context: Context): Promise<Settled> {
  const today = context.clock.today();
  const { timeZone } = context.settings;
  const schoolIds = await context.door.asVisitor(allSchools);
  const settled: Settled = { claimed: 0, withdrawn: 0, corrections: 0 };
  await context.door.asSystem("settle recovery claims", schoolIds, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${ledgerLock})`);
    // Under the lock: a choice written down while this run waited is settled by it, and not undone.
    const history = await readSettingsHistory(tx);
    for (const schoolYear of [schoolYearOf(today) - 1, schoolYearOf(today)]) {
      if (!(await anythingToSettle(tx, schoolYear))) continue;
      const added = await settleYear(tx, {
        schoolIds,
        history,
        schoolYear,
        today,
        now: context.clock.now(),
        timeZone,
      });
      settled.claimed += added.claimed;
      settled.withdrawn += added.withdrawn;
      settled.corrections += added.corrections;
    }
  });
  context.log.info("claims_settled", settled);
  return settled;
}

/** A year without an attested session and without a claim has no ledger. */
async function anythingToSettle(tx: Tx, schoolYear: SchoolYear): Promise<boolean> {
  const { from, through } = fiscalYearBounds(schoolYear);
  const [row] = await tx.execute<{ any: boolean }>(sql`
    select exists (select 1 from recovery_session s join recovery_attestation a on a.school_id = s.school_id and a.session_id = s.id
        where s.on_date between ${from.toString()}::date and ${through.toString()}::date)
      or exists (select 1 from recovery_claim where school_year = ${schoolYear}) as any`);
  return row?.any ?? false;
}

type Run = District & {
  schoolYear: SchoolYear;
  today: Temporal.PlainDate;
  now: Temporal.Instant;
  timeZone: string;
};

async function settleYear(tx: Tx, run: Run): Promise<Settled> {
  const { schoolIds, history, schoolYear, today, now, timeZone } = run;
  const end = fiscalYearBounds(schoolYear).through;
  const through = isBefore(end, today) ? end : today;
  const settings = settingsByDay(history);
  const [{ facts }, inForce] = await Promise.all([
    readClaimableYear(tx, { schoolIds, history, schoolYear, through, timeZone }),
    readClaims(tx, { schoolIds, schoolYear }),
  ]);
  const steps = claimSteps(inForce, yearClaims(facts, settings, through));
  for (let at = 0; at < steps.length; at += mostRowsInOneStatement)
    await tx
      .insert(recoveryClaim)
      .values(
        steps.slice(at, at + mostRowsInOneStatement).map((step) => ({ ...rowOf(step), schoolYear, at: now })),
      );
  await recordSteps(tx, steps, now);
  const corrections = await raiseCorrections(tx, { ...run, facts, settings });
  const withdrawn = steps.filter(({ step }) => step === "withdrawn").length;
  return { claimed: steps.length - withdrawn, withdrawn, corrections };
}

const rowOf = ({
  pupilId,
  schoolId,
  absenceDate,
  earnedDate,
  earnedSchoolId,
  sessionIds,
  code,
  step,
  reason,
}: ClaimStep) => ({
  pupilId,
  schoolId,
  absenceDate,
  earnedDate,
  earnedSchoolId,
  sessionIds,
  code,
  step,
  reason,
});

/** One entry a school, which names its pupils. */
async function recordSteps(tx: Tx, steps: readonly ClaimStep[], now: Temporal.Instant): Promise<void> {
  for (const [schoolId, its] of Map.groupBy(steps, (step) => step.schoolId))
    await recordChange(tx, { by: null, actor: "settle-claims" }, now, {
      schoolId,
      action: "recovery days settled",
      subject: "recovery claims",
      pupilIds: [...new Set(its.map(({ pupilId }) => pupilId))],
      after: its.map(({ step, pupilId, absenceDate, earnedDate }) => [
        step,
        pupilId,
        absenceDate.toString(),
        earnedDate.toString(),
      ]),
    });
}
