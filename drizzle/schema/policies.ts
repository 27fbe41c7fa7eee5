import { sql } from "drizzle-orm";
import { pgPolicy, pgRole } from "drizzle-orm/pg-core";

/** Serves requests: signs in with its own password, owns nothing, cannot bypass row security. */
export const web = pgRole("web").existing();
/** Runs jobs: the same rows, other columns. */
export const worker = pgRole("worker").existing();
/** Owns the tables and logs in nowhere; FORCE keeps it out of their rows too. */
export const owner = pgRole("owner").existing();

/**
 * The scope of a transaction is set once by the door (`app/access/scope.server.ts`) and read here through
 * `scope_schools()` and `scope_staff()`, each in a sub-select so that it is evaluated once a query.
 */
export const inMySchools = sql`school_id = any ((select scope_schools())::int[])`;

/** A teacher's scope names their staff id; everyone else's leaves it empty. */
export const notATeacher = sql`(select scope_staff()) is null`;

/** Rows of a school without pupils in them: visible to whoever works there. */
export const schoolRead = (name: string) =>
  pgPolicy(`${name}_read`, { for: "select", to: [web, worker], using: inMySchools });

/** The rows of one's schools, for everyone but teachers. */
export const inMyOffice = sql`${inMySchools} and ${notATeacher}`;

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
    using: sql`${inMySchools} and (${notATeacher} or (school_id, pupil_id) in (select r.school_id, r.pupil_id from roster r))`,
  });

/** The recovery sessions that a teacher has joined beside the one who leads. */
export const joinedSessions = sql`select j.school_id, j.session_id from recovery_session_teacher j
  where j.teacher_id = (select scope_staff()) group by 1, 2 having (array_agg(j.step order by j.id desc))[1] = 'joined'`;

/** Office and recovery staff write; a teacher writes only in a session that they lead or have joined. */
export const myRecoverySession = sql`${inMySchools} and (${notATeacher} or (school_id, session_id) in
  (select rs.school_id, rs.id from recovery_session rs where rs.teacher_id = (select scope_staff()))
  or (school_id, session_id) in (${joinedSessions}))`;

/** Rows about a pupil in a recovery session. */
export const pupilOfMySession = (name: string) => [
  pgPolicy(`${name}_read`, { for: "select", to: [web, worker], using: myRecoverySession }),
  pgPolicy(`${name}_append`, { for: "insert", to: [web, worker], withCheck: myRecoverySession }),
];

/** Rows of a school that jobs alone add. */
export const workerAppend = (name: string) =>
  pgPolicy(`${name}_by_jobs`, { for: "insert", to: worker, withCheck: inMySchools });
