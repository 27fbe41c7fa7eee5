import type { Context } from "#app/context.ts";
import { type CheckName, type CheckResult, checkNames, resultOf, type Violation } from "./check.ts";
import { checkAuditChain, checkRecordsKept, checkRoles, checkViewLog } from "./check-database.server.ts";
import { checkRowSecurity } from "./check-row-security.server.ts";
import {
  checkRedaction,
  checkSecretsSealed,
  checkSessionsEnd,
  type WrittenLine,
} from "./check-secrets.server.ts";
import { recordRun } from "./findings.server.ts";

/** What a check needs of the process that it cannot be given by the context. */
export type Probes = { written: WrittenLine };

const carryOut: Record<CheckName, (context: Context, probes: Probes) => Promise<Violation[]>> = {
  row_security: checkRowSecurity,
  roles: checkRoles,
  audit_chain: checkAuditChain,
  records_kept: checkRecordsKept,
  view_log: checkViewLog,
  redaction: (_context, probes) => checkRedaction(probes.written),
  secrets_sealed: checkSecretsSealed,
  sessions_end: checkSessionsEnd,
};

/**
 * Carries out every check, puts results and findings on record, and tells of each new violation in log and counters.
 * Runs with the worker's door. A check that cannot be carried out has not passed. The handler of `check-compliance`:
 * `(context) => runChecks(context, { written: writtenLine() })`.
 */
export async function runChecks(context: Context, probes: Probes): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const name of checkNames) {
    const violations = await carryOut[name](context, probes).catch((error: unknown): Violation[] => {
      context.log.error("compliance_check_failed", { check: name, error });
      return [{ key: "not carried out", detail: "The check could not be carried out." }];
    });
    const result = resultOf(name, violations);
    const fresh = await context.door.asSystem("record compliance", [], (tx) =>
      recordRun(tx, context.clock.now(), result, violations),
    );
    for (const { key } of fresh) {
      context.log.error("ferpa_violation", { check: name, violation: key });
      if (name === "audit_chain") context.counters.securityAlert("audit_chain_break");
    }
    results.push(result);
  }
  return results;
}
