import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { Context } from "#app/context.ts";
import { type CheckName, type CheckResult, checkNames, protection, type Violation } from "./check.ts";

/** A run older than this says nothing about now: the worker has stopped. */
const freshMinutes = 60;

/**
 * Puts one run of one check on record: its result, what is newly wrong, what was mended since.
 * @returns the violations that were not known before
 */
export async function recordRun(
  tx: Tx,
  at: Temporal.Instant,
  result: CheckResult,
  violations: readonly Violation[],
): Promise<Violation[]> {
  const moment = at.toString();
  await tx.execute(sql`insert into compliance_run ("check", at, passed, found, detail)
    values (${result.name}, ${moment}, ${result.passed}, ${result.found}, ${result.detail}) on conflict do nothing`);
  const json = JSON.stringify(violations);
  await tx.execute(sql`update compliance_finding set mended_at = ${moment} where "check" = ${result.name} and mended_at is null
    and key not in (select v.key from jsonb_to_recordset(${json}::text::jsonb) v(key text))`);
  const fresh =
    await tx.execute<Violation>(sql`insert into compliance_finding ("check", key, found_at, detail)
    select ${result.name}, v.key, ${moment}, v.detail from jsonb_to_recordset(${json}::text::jsonb) v(key text, detail text)
    on conflict do nothing returning key, detail`);
  return [...fresh];
}

export type LastRun = CheckResult & { at: Temporal.Instant };

/** The latest result of each check. Seen by the district and by jobs alone. */
export async function lastRuns(tx: Tx): Promise<LastRun[]> {
  const rows = await tx.execute<{
    name: CheckName;
    at: string;
    passed: boolean;
    found: number;
    detail: string;
  }>(
    sql`select last.* from jsonb_array_elements_text(${JSON.stringify(checkNames)}::text::jsonb) with ordinality known(name, place),
      lateral (select "check" as name, at, passed, found, detail from compliance_run
        where "check" = known.name order by at desc limit 1) last order by known.place`,
  );
  return rows.map((row) => ({ ...row, at: Temporal.Instant.from(row.at) }));
}

export type Finding = {
  check: CheckName;
  key: string;
  detail: string;
  foundAt: Temporal.Instant;
  mendedAt: Temporal.Instant | null;
};

/** The newest findings, those still open first. */
export async function recentFindings(tx: Tx, most = 50): Promise<Finding[]> {
  const rows = await tx.execute<{
    check: CheckName;
    key: string;
    detail: string;
    found_at: string;
    mended_at: string | null;
  }>(
    sql`select "check", key, detail, found_at, mended_at from compliance_finding
      order by mended_at is not null, found_at desc, id desc limit ${most}`,
  );
  return rows.map(({ found_at, mended_at, ...row }) => ({
    ...row,
    foundAt: Temporal.Instant.from(found_at),
    mendedAt: mended_at === null ? null : Temporal.Instant.from(mended_at),
  }));
}

export type ComplianceTotals = {
  /** Every check passed in its latest run, and that run is not older than an hour. Undefined before the first run. */
  ferpaCompliant: boolean | undefined;
  /** Violations since the database was made, by check; 0 for those that never found one. */
  ferpaViolations: { check: CheckName; value: number }[];
  /** As `ferpaCompliant`, for row scoping, encryption and redaction. */
  studentDataProtected: boolean | undefined;
};

/** What the metrics say about compliance; named as `server/totals.ts` takes it. Needs a scope of the district (`asSystem`). */
export async function complianceTotals(tx: Tx, now: Temporal.Instant): Promise<ComplianceTotals> {
  const counted = await tx.execute<{ check: CheckName; value: number }>(
    sql`select "check", count(*)::int as value from compliance_finding group by "check"`,
  );
  const runs = await lastRuns(tx);
  const passes = (names: readonly CheckName[]) =>
    runs.length === 0
      ? undefined
      : names.every((name) => {
          const run = runs.find((each) => each.name === name);
          return run?.passed === true && now.since(run.at).total("minutes") <= freshMinutes;
        });
  return {
    ferpaCompliant: passes(checkNames),
    ferpaViolations: checkNames.map((check) => ({
      check,
      value: counted.find((row) => row.check === check)?.value ?? 0,
    })),
    studentDataProtected: passes(protection),
  };
}

/** For the health answer. @throws before the first run: nothing is known then */
export async function isCompliant(context: Context): Promise<boolean> {
  const now = context.clock.now();
  const { ferpaCompliant } = await context.door.asSystem("health", [], (tx) => complianceTotals(tx, now));
  if (ferpaCompliant === undefined) throw new Error("No check has run yet.");
  return ferpaCompliant;
}
