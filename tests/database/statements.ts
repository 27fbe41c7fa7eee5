import type postgres from "postgres";

/** What the web role asked its database during the work: each statement, with its parameters left out, and how often. */
export async function statementsOf(
  admin: postgres.Sql,
  work: () => Promise<unknown>,
): Promise<Record<string, number>> {
  await admin`create extension if not exists pg_stat_statements`;
  await admin`select pg_stat_statements_reset(0::oid, (select oid from pg_database where datname = current_database()), 0)`;
  await work();
  const rows = await admin<{ query: string; calls: number }[]>`select query, sum(calls)::int as calls
    from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database())
      and userid = 'web'::regrole group by query order by query`;
  return Object.fromEntries(rows.map(({ query, calls }) => [query, calls]));
}
