import { sql } from "drizzle-orm";
import { pgPolicy, pgRole } from "drizzle-orm/pg-core";

/** Serves requests: signs in with its own password, owns nothing, cannot bypass row security. */
export const web = pgRole("web").existing();
/** Runs jobs: the same rows, other columns. */
export const worker = pgRole("worker").existing();
/** Owns the tables and logs in nowhere; FORCE keeps it out of their rows too. */
export const owner = pgRole("owner").existing();

/**
 * The scope of a transaction is set once by the door (`app/access/scope.server.ts`, `enter_scope` in SQL) and read here
 * through `scope_…()`, each in a sub-select so that it is evaluated once a query. A teacher's sections, pupils and
 * recovery sessions are found once with the scope: found by every policy anew they cost more than the page.
 */
export const inMySchools = sql`school_id = any ((select scope_schools())::int[])`;

/** A teacher's scope names their staff id; everyone else's leaves it empty. */
export const notATeacher = sql`(select scope_staff()) is null`;

/** A teacher's own sections, pupils and recovery sessions, as keys of school and number together. */
export const ofMySections = sql`own_key(school_id, section_number) = any ((select scope_sections())::bigint[])`;
export const ofMyPupils = sql`own_key(school_id, pupil_id) = any ((select scope_pupils())::bigint[])`;
/** Pupils with a place in a recovery session of theirs, on the roster or not. */
export const myGuests = sql`own_key(school_id, pupil_id) = any ((select scope_guests())::bigint[])`;
export const ofMyRecovery = (session: "id" | "session_id") =>
  sql`own_key(school_id, ${sql.raw(session)}) = any ((select scope_recovery())::bigint[])`;

/** Rows of a school without pupils in them: visible to whoever works there. */
export const schoolRead = (name: string) =>
  pgPolicy(`${name}_read`, { for: "select", to: [web, worker], using: inMySchools });

/** The rows of one's schools, for everyone but teachers. */
export const inMyOffice = sql`${inMySchools} and ${notATeacher}`;

/** Rows without pupils that a function of the owner's reads over all schools (`teachers_elsewhere`). */
export const ownerRead = (name: string) =>
  pgPolicy(`${name}_owner`, { for: "select", to: owner, using: sql`true` });

/** Rows of a school that its office and the jobs see, and teachers do not. */
export const officeRead = (name: string) =>
  pgPolicy(`${name}_read`, { for: "select", to: [web, worker], using: inMyOffice });

/** The columns that say who wrote a row. */
type Author = "by" | "taken_by" | "proposed_by" | "created_by" | "granted_by" | "chosen_by" | "settled_by";

/** Nobody writes in someone else's name, and no person without one; what acts without a person names none. */
export const inOwnName = (author: Author = "by") =>
  sql`${sql.raw(author)} is not distinct from (select scope_user())`;

/** Rows of a school that its office adds; the permission table decides who of the office. */
export const officeAppend = (name: string, author: Author | null = "by") =>
  pgPolicy(`${name}_append`, {
    for: "insert",
    to: web,
    withCheck: author === null ? inMyOffice : sql`${inMyOffice} and ${inOwnName(author)}`,
  });

/** Rows of a school that its office changes in the columns that the grants name, the author's among them. */
export const officeUpdate = (name: string, author: Author) =>
  pgPolicy(`${name}_update`, {
    for: "update",
    to: web,
    using: inMyOffice,
    withCheck: sql`${inMyOffice} and ${inOwnName(author)}`,
  });

/** Rows that the sync alone writes. */
export const syncWrite = (name: string) =>
  pgPolicy(`${name}_sync`, { for: "all", to: worker, using: inMySchools, withCheck: inMySchools });

/** Rows with a `pupil_id`: a teacher sees those of the pupils on their own rosters. */
export const pupilRead = (name: string) =>
  pgPolicy(`${name}_read`, {
    for: "select",
    to: [web, worker],
    using: sql`${inMySchools} and (${notATeacher} or ${ofMyPupils})`,
  });

/** Office and recovery staff write; a teacher writes only in a session that they lead or have joined. */
export const myRecoverySession = sql`${inMySchools} and (${notATeacher} or ${ofMyRecovery("session_id")})`;

/** Rows about a pupil in a recovery session. */
export const pupilOfMySession = (name: string) => [
  pgPolicy(`${name}_read`, { for: "select", to: [web, worker], using: myRecoverySession }),
  pgPolicy(`${name}_append`, {
    for: "insert",
    to: web,
    withCheck: sql`${myRecoverySession} and ${inOwnName()}`,
  }),
];

/** One's own rows of what belongs to a person and to no school. */
export const ofMine = sql`user_id = (select scope_user())`;
/** A person with a role of the district, or what acts for the whole product. */
export const forDistrict = sql`(select scope_district())`;

/** What holds no pupil and has to be found before anyone is known. */
export const everyone = sql`true`;

/** Rows that the worker clears away by their age, which is all that its grants let it read. */
export const clearedAway = (name: string) => [
  pgPolicy(`${name}_age`, { for: "select", to: worker, using: everyone }),
  pgPolicy(`${name}_clear`, { for: "delete", to: worker, using: everyone }),
];

/**
 * Rows that `unsealed_values()` looks through. It runs as the owner of the tables, who signs in nowhere and whom FORCE
 * keeps out of all rows with a pupil in them.
 */
export const checkedForSeals = (name: string) =>
  pgPolicy(`${name}_seals`, { for: "select", to: owner, using: everyone });

/** Rows of a school that jobs add. */
export const workerAppend = (name: string) =>
  pgPolicy(`${name}_by_jobs`, { for: "insert", to: worker, withCheck: inMySchools });
