/** Tables whose rows are only ever added: triggers refuse to change, delete or empty them. */
export const appendOnlyTables = [
  "audit_entry",
  "pupil_view",
  "mark",
  "register_taking",
  "register_unlock",
  "register_home_change",
  "mark_export",
  "mark_export_step",
  "mark_export_item",
  "recovery_place",
  "recovery_presence",
  "recovery_attestation",
  "recovery_election",
  "recovery_cancellation",
  "compliance_finding",
  "api_token_revocation",
] as const;
