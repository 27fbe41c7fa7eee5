import type postgres from "postgres";

type Unsafe = postgres.Sql["unsafe"];
type Query = ReturnType<Unsafe>;

/** Longer lists of parameters come from lists of values, whose texts are too many for a connection to keep. */
const mostParameters = 40;

/**
 * The same client, whose statements with parameters are prepared under a name once a connection. Drizzle's driver
 * asks for none, and Postgres would then be asked twice for each statement and plan it anew every time.
 * @param watch is told before a statement is made, and may throw, and after
 */
export function preparing(
  client: postgres.Sql,
  watch?: { asking(): void; asked(query: Query): void },
): postgres.Sql {
  const unsafe = (text: string, params?: never[], options?: postgres.UnsafeQueryOptions) => {
    watch?.asking();
    const query = client.unsafe(text, params, {
      ...options,
      prepare: params !== undefined && params.length > 0 && params.length <= mostParameters,
    });
    watch?.asked(query);
    return query;
  };
  return { options: client.options, unsafe: unsafe as Unsafe } as postgres.Sql;
}
