import { sql } from "drizzle-orm";
import { pgPolicy, pgRole } from "drizzle-orm/pg-core";

/** Serves requests: signs in with its own password, owns nothing, cannot bypass row security. */
export const web = pgRole("web").existing();
/** Runs jobs: the same rows, other columns. */
export const worker = pgRole("worker").existing();

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

/** Rows of a school that whoever may act there writes; the permission table decides who may act. */
export const schoolWrite = (name: string) =>
  pgPolicy(`${name}_write`, { for: "all", to: [web, worker], using: inMySchools, withCheck: inMySchools });

/** Rows that the sync alone writes. */
export const syncWrite = (name: string) =>
  pgPolicy(`${name}_sync`, { for: "all", to: worker, using: inMySchools, withCheck: inMySchools });

/** Rows with a `pupil_id`: a teacher sees those of the pupils on their own rosters. */
export const pupilRead = (name: string) =>
  pgPolicy(`${name}_read`, {
    for: "select",
    to: [web, worker],
    using: sql`${inMySchools} and (${notATeacher} or pupil_id in (select r.pupil_id from roster r))`,
  });
