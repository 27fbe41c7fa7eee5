/** Roles in the words of a district office. A person holds roles at schools; a district role holds at every school. */
export const roles = [
  "district administrator",
  "school administrator",
  "attendance clerk",
  "teacher",
  "recovery coordinator",
  "compliance officer",
  "auditor",
] as const;
export type Role = (typeof roles)[number];

/** What can be done, as noun:verb. Every route asks for one of these, or for `account:own` (anyone signed in). */
export type Permission =
  | "account:own"
  | "attendance:read"
  | "attendance:record"
  | "attendance:correct"
  | "attendance:unlock"
  | "attendance:export"
  | "pupil:read"
  | "pupil:record"
  | "recovery:read"
  | "recovery:plan"
  | "recovery:book"
  | "recovery:run"
  | "recovery:attest"
  | "recovery:correct"
  | "recovery:audit"
  | "recovery:export"
  | "claims:read"
  | "claims:certify"
  | "recovery:decide"
  | "recovery:unlock"
  | "aeries:read"
  | "aeries:sync"
  | "aeries:map"
  | "settings:read"
  | "settings:change"
  | "settings:district"
  | "people:manage"
  | "tokens:manage"
  | "compliance:read"
  | "incident:act";

const everyone: Permission[] = ["account:own"];
const seesSchool: Permission[] = [
  ...everyone,
  "attendance:read",
  "pupil:read",
  "recovery:read",
  "settings:read",
];

/** The one table of who may do what. A teacher's rights reach only the sections and recovery sessions they teach. */
export const permissions: Record<Role, readonly Permission[]> = {
  "district administrator": [
    ...seesSchool,
    "claims:read",
    "claims:certify",
    "attendance:record",
    "attendance:correct",
    "pupil:record",
    "attendance:unlock",
    "attendance:export",
    "recovery:plan",
    "recovery:book",
    "recovery:run",
    "recovery:correct",
    "recovery:audit",
    "recovery:export",
    "recovery:decide",
    "recovery:unlock",
    "aeries:read",
    "aeries:sync",
    "aeries:map",
    "settings:change",
    "settings:district",
    "people:manage",
    "tokens:manage",
    "incident:act",
  ],
  "school administrator": [
    ...seesSchool,
    "claims:read",
    "attendance:record",
    "attendance:correct",
    "pupil:record",
    "attendance:unlock",
    "attendance:export",
    "recovery:plan",
    "recovery:book",
    "recovery:run",
    "recovery:correct",
    "recovery:audit",
    "recovery:export",
    "recovery:decide",
    "recovery:unlock",
    "aeries:read",
    "aeries:sync",
    "settings:change",
  ],
  "attendance clerk": [
    ...seesSchool,
    "attendance:record",
    "attendance:correct",
    "pupil:record",
    "attendance:export",
    "recovery:export",
    "aeries:read",
    "aeries:sync",
    "aeries:map",
  ],
  teacher: [
    ...everyone,
    "attendance:read",
    "attendance:record",
    "pupil:read",
    "recovery:read",
    "recovery:run",
    "recovery:attest",
  ],
  "recovery coordinator": [
    ...seesSchool,
    "claims:read",
    "recovery:plan",
    "recovery:book",
    "recovery:run",
    "recovery:correct",
    "recovery:audit",
    "recovery:export",
    "aeries:read",
  ],
  "compliance officer": [
    ...seesSchool,
    "claims:read",
    "recovery:audit",
    "aeries:read",
    "compliance:read",
    "incident:act",
    "recovery:decide",
  ],
  auditor: [...seesSchool, "claims:read", "recovery:audit", "aeries:read"],
};

/** Of these roles, those that allow this. */
export const allowing = (held: readonly Role[], wanted: Permission): Role[] =>
  held.filter((role) => permissions[role].includes(wanted));

/** May someone with these roles at a school do this there? */
export const allows = (held: readonly Role[], wanted: Permission): boolean =>
  allowing(held, wanted).length > 0;

export type Reach = "school" | "own sections" | "none";

/**
 * How far these roles reach in doing this. Only the roles that allow it count: a teacher who is an auditor too looks at
 * the whole school and still takes the registers of their own sections alone.
 */
export function reachOf(held: readonly Role[], wanted: Permission): Reach {
  const by = allowing(held, wanted);
  if (by.length === 0) return "none";
  return by.every((role) => role === "teacher") ? "own sections" : "school";
}

/** May someone with these roles do this where the section or session is (`own`), or is not, one that they teach? */
export function allowsAt(held: readonly Role[], wanted: Permission, own: boolean): boolean {
  const reach = reachOf(held, wanted);
  return reach === "school" || (own && reach === "own sections");
}
