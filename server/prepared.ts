import type postgres from "postgres";

type Client = postgres.Sql | postgres.TransactionSql;
type Unsafe = postgres.Sql["unsafe"];

/** Longer lists of parameters come from lists of values, whose texts are too many for a connection to keep. */
const mostParameters = 40;

/**
 * The same client, whose statements with parameters are prepared under a name once a connection. Drizzle's driver
 * asks for none, and Postgres would then be asked twice for each statement and plan it anew every time.
 */
export function preparing<T extends Client>(client: T): T {
  const unsafe: Unsafe = (text, params, options) =>
    client.unsafe(text, params, {
      ...options,
      prepare: params !== undefined && params.length > 0 && params.length <= mostParameters,
    });
  const within = (open: (work: (inner: postgres.TransactionSql) => unknown) => unknown) => (work: unknown) =>
    open((inner) => (work as (inner: postgres.TransactionSql) => unknown)(preparing(inner)));
  return new Proxy(client, {
    get(target, name) {
      if (name === "unsafe") return unsafe;
      if (name === "begin") return within((work) => (target as postgres.Sql).begin(work));
      if (name === "savepoint") return within((work) => (target as postgres.TransactionSql).savepoint(work));
      return Reflect.get(target, name);
    },
  });
}
