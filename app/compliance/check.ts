/** Every compliance check, with what it makes sure of in the words of the page. */
export const checks = {
  row_security: "Every table with pupils in it shows a person the rows of their own schools and nothing else",
  roles: "The accounts that the product works with cannot step around that",
  audit_chain: "No entry of the record of changes was altered, removed or cut off",
  records_kept: "Marks, attestations and records can be added to, not changed or deleted",
  view_log: "Who looks at a pupil is recorded, and the record cannot be altered",
  redaction: "Names, addresses and birthdates do not reach the log",
  secrets_sealed: "Passwords, codes and kept forms are stored sealed",
  sessions_end: "Nobody stays signed in longer than twelve hours",
} as const;
export type CheckName = keyof typeof checks;
export const checkNames = Object.keys(checks) as CheckName[];

/** The checks behind `student_data_protection`: row scoping, encryption, redaction. */
export const protection: readonly CheckName[] = ["row_security", "roles", "redaction", "secrets_sealed"];

/** One thing that is wrong. `key` stays the same from run to run; neither holds anything of a pupil. */
export type Violation = { key: string; detail: string };

export type CheckResult = { name: CheckName; passed: boolean; found: number; detail: string };

/** The result of a check in one sentence. */
export function resultOf(name: CheckName, violations: readonly Violation[]): CheckResult {
  const found = violations.length;
  const first = violations
    .slice(0, 5)
    .map((violation) => violation.detail)
    .join(" ");
  const more = found > 5 ? ` And ${found - 5} more.` : "";
  return { name, passed: found === 0, found, detail: found === 0 ? "Nothing found." : first + more };
}
