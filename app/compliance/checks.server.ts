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

/** `whole`: look at all history, not at what is new since the last run alone. */
type Asked = Probes & { whole: boolean };

const carryOut: Record<CheckName, (context: Context, asked: Asked) => Promise<Violation[]>> = {
  row_security: checkRowSecurity,
  roles: checkRoles,
  audit_chain: (context, { whole }) => checkAuditChain(context, whole),
  records_kept: checkRecordsKept,
  view_log: checkViewLog,
  redaction: (_context, { written }) => checkRedaction(written),
  secrets_sealed: checkSecretsSealed,
  sessions_end: checkSessionsEnd,
};

/**
 * Carries out every check, puts results and findings on record, and tells of each new violation in log and counters.
 * Runs with the worker's door. A check that cannot be carried out has not passed. The handler of `check-compliance`:
 * `(context, { whole }) => runChecks(context, { written: writtenLine(), whole })`.
 */
export async function runChecks(context: Context, asked: Asked): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const name of checkNames) {
    const violations = await carryOut[name](context, asked).catch((error: unknown): Violation[] => {
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
