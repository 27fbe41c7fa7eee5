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

/** Rows of a school that its office adds; the permission table decides who of the office. */
export const officeAppend = (name: string) =>
  pgPolicy(`${name}_append`, { for: "insert", to: web, withCheck: inMyOffice });

/** Rows of a school that its office changes in the columns that the grants name. */
export const officeUpdate = (name: string) =>
  pgPolicy(`${name}_update`, { for: "update", to: web, using: inMyOffice, withCheck: inMyOffice });

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
  pgPolicy(`${name}_append`, { for: "insert", to: [web, worker], withCheck: myRecoverySession }),
];

/** Rows of a school that jobs alone add. */
export const workerAppend = (name: string) =>
  pgPolicy(`${name}_by_jobs`, { for: "insert", to: worker, withCheck: inMySchools });
