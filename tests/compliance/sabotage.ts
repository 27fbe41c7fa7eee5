import type { CheckName } from "#app/compliance/check.ts";

/** What can be broken in a database and mended again; `protects`: whether the protection of pupils' data goes with it. */
export type Sabotage = { check: CheckName; what: string; break: string; mend: string; protects: boolean };

const openPolicies = [
  ["a policy that lets everyone of the web role see", "pupil for select to web using (true)"],
  ["a policy for whoever connects", "pupil_view for select to public using (true)"],
  [
    "a policy that asks for a scope and then for nothing",
    "contact for select to web using (school_id = any ((select scope_schools())::int[]) or true)",
  ],
  [
    "a policy that shows everyone one school",
    "recovery_message for select to web using (school_id = 10 or (select scope_district()))",
  ],
  [
    "a policy that shows a teacher the whole school",
    "recovery_claim for select to web using (school_id = any ((select scope_schools())::int[]))",
  ],
  [
    "a policy that lets the web role write into any school",
    "recovery_election for insert to web with check (school_id > 0 or (select scope_district()))",
  ],
  ["a policy that shows everyone the forms that are kept", "held_form for select to web using (true)"],
] as const;

export const sabotage: Sabotage[] = [
  {
    check: "row_security",
    what: "row security switched off on a table",
    break: "alter table contact disable row level security",
    mend: "alter table contact enable row level security",
    protects: true,
  },
  {
    check: "row_security",
    what: "FORCE taken from a partition",
    break: "alter table mark_2026 no force row level security",
    mend: "alter table mark_2026 force row level security",
    protects: true,
  },
  {
    check: "row_security",
    what: "a partition that can be asked by name",
    break: "grant select on mark_2026 to web",
    mend: "revoke select on mark_2026 from web",
    protects: true,
  },
  {
    check: "row_security",
    what: "a policy that lets everyone see",
    break: "create policy oops on pupil for select to worker using (true)",
    mend: "drop policy oops on pupil",
    protects: true,
  },
  ...openPolicies.map(([what, policy]) => ({
    check: "row_security" as const,
    what,
    break: `create policy oops on ${policy}`,
    mend: `drop policy oops on ${policy.split(" ")[0]}`,
    protects: true,
  })),
  {
    check: "row_security",
    what: "a view that looks past the policies",
    break:
      "create view every_pupil as select school_id, pupil_id from pupil; grant select on every_pupil to web",
    mend: "drop view every_pupil",
    protects: true,
  },
  {
    check: "roles",
    what: "a secret that the worker may read",
    break: "grant select (password_hash) on user_account to worker",
    mend: "revoke select (password_hash) on user_account from worker",
    protects: true,
  },
  {
    check: "roles",
    what: "a table given to a role that signs in",
    break: "alter table contact owner to web",
    mend: "alter table contact owner to owner",
    protects: true,
  },
  {
    check: "records_kept",
    what: "a trigger switched off",
    break: "alter table mark disable trigger only_added",
    mend: "alter table mark enable trigger only_added",
    protects: false,
  },
  {
    check: "records_kept",
    what: "a trigger of the ledger switched off",
    break: "alter table recovery_claim disable trigger only_added",
    mend: "alter table recovery_claim enable trigger only_added",
    protects: false,
  },
  {
    check: "records_kept",
    what: "a trigger of one year's marks switched off",
    break: "alter table mark_2026 disable trigger only_added",
    mend: "alter table mark_2026 enable trigger only_added",
    protects: false,
  },
  {
    check: "records_kept",
    what: "certified days that can be emptied",
    break: "alter table claim_certified_day disable trigger never_emptied",
    mend: "alter table claim_certified_day enable trigger never_emptied",
    protects: false,
  },
  {
    check: "records_kept",
    what: "a role that may change what a family answered",
    break: "grant update (answer) on recovery_election to web",
    mend: "revoke update (answer) on recovery_election from web",
    protects: false,
  },
  {
    check: "records_kept",
    what: "entries no longer chained",
    break: "alter table audit_entry disable trigger chain_audit_entry",
    mend: "alter table audit_entry enable trigger chain_audit_entry",
    protects: false,
  },
  {
    check: "view_log",
    what: "views that can no longer be recorded",
    break: "revoke insert on pupil_view from web",
    mend: "grant insert on pupil_view to web",
    protects: false,
  },
  {
    check: "view_log",
    what: "a log of views that can be changed",
    break: "grant update (by) on pupil_view to web",
    mend: "revoke update (by) on pupil_view from web",
    protects: false,
  },
  {
    check: "secrets_sealed",
    what: "a password stored as it was typed",
    break: "update user_account set password_hash = 'secret' where id = 1",
    mend: "update user_account set password_hash = '$argon2id$v=19$x' where id = 1",
    protects: true,
  },
  {
    check: "secrets_sealed",
    what: "a one-time code secret that lies open",
    break: "update user_account set totp_secret = 'JBSWY3DP' where id = 2",
    mend: "update user_account set totp_secret = 'v1.y' where id = 2",
    protects: true,
  },
  {
    check: "secrets_sealed",
    what: "a kept form that can be read",
    break: "update held_form set body = 'note=1' where user_id = 2",
    mend: "update held_form set body = 'v1.y' where user_id = 2",
    protects: true,
  },
  {
    check: "secrets_sealed",
    what: "an API token stored as it is sent",
    break: "update api_token set hash = 'secret'",
    mend: `update api_token set hash = '${"b".repeat(43)}'`,
    protects: true,
  },
  {
    check: "secrets_sealed",
    what: "a session stored by its cookie",
    break: "update session set id = 'token' where user_id = 2",
    mend: `update session set id = '${"c".repeat(43)}' where user_id = 2`,
    protects: true,
  },
  {
    check: "sessions_end",
    what: "a session without an end in sight",
    break: "update session set ends_at = ends_at + interval '1 year'",
    mend: "update session set ends_at = ends_at - interval '1 year'",
    protects: false,
  },
];
