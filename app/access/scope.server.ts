import { sql } from "drizzle-orm";
import type { PgDatabase } from "drizzle-orm/pg-core";
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import type { Clock, Log } from "#app/context.ts";
import type { Actor } from "./actor.ts";
import { unavailable } from "./unavailable.server.ts";

declare const scoped: unique symbol;
/** Of the registry, because this module exists twice: in the server and in the bundle of app/. */
const trailing = Symbol.for("door.trailing");

/** A database handle in which only the rows of one scope exist. Only the door makes one. */
export type Tx = PgDatabase<PostgresJsQueryResultHKT> & { readonly [scoped]: true };

/**
 * Sends a statement whose result nobody reads, and does not wait for it: it travels with the ones that follow and
 * with the commit, so that locks it takes are held for no round trip. Should it fail, the whole transaction fails.
 */
export async function sendAlong(tx: Tx, statement: PromiseLike<unknown>): Promise<void> {
  const sent = statement.then(() => {});
  const along = (tx as { [trailing]?: PromiseLike<void>[] })[trailing];
  if (along === undefined) return sent;
  sent.then(undefined, () => {});
  along.push(sent);
}

type Scope = { schools: readonly number[]; staff: number | null; district: boolean; user: number | null };

export type Door = {
  /**
   * One transaction in which only the actor's rows exist.
   * `again: true` says that the work may safely run twice (it is idempotent): a connection lost on the way is
   * then tried again for some seconds. @throws Response 503 when the database cannot be reached.
   */
  asActor<T>(actor: Actor, work: (tx: Tx) => Promise<T>, options?: { again?: boolean }): Promise<T>;
  /**
   * The same for a page of which no statement waits for the answer to another: they leave together, with the commit,
   * in one round trip. The statement that reads pupils records the look itself (`lookedAt`). What was found is there
   * before that record is on the disk, so that the page can be drawn meanwhile; `kept` says when it is, and the answer
   * must not leave before (`context.answerAfter`).
   */
  asReader<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<{ found: T; kept: Promise<void> }>;
  /**
   * One transaction for a job or a token, for the named schools. The reason goes to the log. `by`: the person for whom
   * it reaches further than they see; what it writes bears their name, else nobody's.
   */
  asSystem<T>(
    reason: string,
    schools: readonly number[],
    work: (tx: Tx) => Promise<T>,
    options?: { by?: number },
  ): Promise<T>;
  /** One transaction for somebody who signs in, is about to or just was: their own account, and no row of a school. */
  asPerson<T>(userId: number, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** No transaction and no scope: accounts, sessions, schools; no row with a pupil in it can be seen. */
  asVisitor<T>(work: (tx: Tx) => Promise<T>, options?: { again?: boolean }): Promise<T>;
};

/** Single statements, and transactions with a connection of their own. */
export type Connections = {
  single<T>(work: (db: PgDatabase<PostgresJsQueryResultHKT>) => Promise<T>): Promise<T>;
  transact<T>(
    work: (tx: PgDatabase<PostgresJsQueryResultHKT>) => Promise<T>,
    options?: { atOnce?: boolean },
  ): Promise<T>;
};

const scopeOf = (actor: Actor): Scope => ({
  schools: actor.schools,
  staff: actor.ownSectionsOnly ? (actor.staffId ?? -1) : null,
  district: actor.isDistrict,
  user: actor.userId,
});

/** The only place that opens a transaction. */
export function createDoor({
  database,
  clock,
  log,
  patienceMs = 6_000,
}: {
  database: Connections;
  clock: Clock;
  log: Log;
  /** How long work that may run twice waits for a database that cannot be reached. */
  patienceMs?: number;
}): Door {
  const within = async <T>(
    scope: Scope,
    work: (tx: Tx) => Promise<T>,
    { atOnce = false } = {},
  ): Promise<T> => {
    const along: PromiseLike<void>[] = [];
    const result = await database.transact(
      async (bare) => {
        const tx = Object.assign(bare, { [trailing]: along }) as unknown as Tx;
        // Sent at once (`then` starts it) but not awaited before the work: both leave in one round trip, in this
        // order. Were the order ever lost, the work would see no rows: the policies fail closed.
        const set = tx
          .execute(
            sql`select enter_scope(${`{${scope.schools.join(",")}}`}::int[], ${scope.staff}::int, ${clock.today().toString()}::date,
            ${scope.district}::boolean, ${scope.user}::int)`,
          )
          .then((rows) => rows);
        const [done] = await Promise.all([work(tx), set]);
        // What was sent along is on the connection before the commit is, and its failure before that stops the commit.
        if (along.length > 0) await new Promise((next) => setImmediate(next));
        return done;
      },
      { atOnce },
    );
    // The commit of a failed transaction is a rollback that the driver takes for a success.
    await Promise.all(along);
    return result;
  };
  return {
    asActor: (actor, work, options = {}) =>
      unavailable(() => within(scopeOf(actor), work), { log, patienceMs: options.again ? patienceMs : 0 }),
    asReader: (actor, work) =>
      new Promise((resolve, reject) => {
        const reading = () =>
          within(
            scopeOf(actor),
            async (tx) => {
              const found = await work(tx);
              resolve({ found, kept });
            },
            { atOnce: true },
          );
        const kept = unavailable(reading, { log, patienceMs: 0 });
        kept.catch(reject);
      }),
    asSystem: (reason, schools, work, { by = null }: { by?: number | null } = {}) => {
      log.info("system_scope", { reason, schools: schools.length });
      return unavailable(() => within({ schools, staff: null, district: true, user: by }, work), {
        log,
        patienceMs: 0,
      });
    },
    asPerson: (userId, work) =>
      unavailable(() => within({ schools: [], staff: null, district: false, user: userId }, work), {
        log,
        patienceMs: 0,
      }),
    asVisitor: (work, options = {}) =>
      unavailable(() => database.single((db) => work(db as unknown as Tx)), {
        log,
        patienceMs: options.again ? patienceMs : 0,
      }),
  };
}
