import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { Row } from "./table-decisions.ts";

const codeOf = (failure: unknown) =>
  ((failure as Error).cause as { code?: string } | undefined)?.code ?? (failure as { code?: string }).code;
/** By a grant or a policy, or because a view has no rows of its own. */
const refused = new Set(["42501", "55000"]);
/** The row was let through and met a key or a reference that is there already. */
const letThrough = new Set(["23505", "23503"]);

class Undo extends Error {}

/** Runs the work in a transaction of its own and takes everything back. */
export async function rolledBack(
  within: (work: (tx: Tx) => Promise<void>) => Promise<void>,
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  await within(async (tx) => {
    await work(tx);
    throw new Undo();
  }).catch((failure: unknown) => {
    if (!(failure instanceof Undo)) throw failure;
  });
}

/** In a savepoint that is always taken back. Null: refused by a grant or a policy. */
async function tried<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T | "let through" | null> {
  await tx.execute(sql`savepoint attempt`);
  try {
    return await work(tx);
  } catch (failure) {
    const code = codeOf(failure);
    if (code !== undefined && refused.has(code)) return null;
    if (code !== undefined && letThrough.has(code)) return "let through";
    throw failure;
  } finally {
    await tx.execute(sql`rollback to savepoint attempt`);
  }
}

const from = (table: string, row: Row) =>
  sql`jsonb_populate_record(null::${sql.identifier(table)}, ${JSON.stringify(row)}::text::jsonb)`;

/** Does this statement, which names one row, reach it? */
async function reaches(tx: Tx, statement: ReturnType<typeof sql>): Promise<boolean> {
  const answer = await tried(tx, (inner) => inner.execute(statement));
  return answer === "let through" || (answer !== null && (answer as { count: number }).count > 0);
}

async function updatable(tx: Tx, table: string): Promise<string | null> {
  const [column] = await tx.execute<{ name: string }>(sql`select attname as name from pg_attribute
    where attrelid = ${table}::text::regclass and attnum > 0 and not attisdropped and attidentity = ''
      and has_column_privilege(attrelid, attnum, 'UPDATE') order by attnum limit 1`);
  return column?.name ?? null;
}

/** One row by all its columns; a role that may not read them is tried on the whole table at once. */
const isRow = (table: string, row: Row) =>
  sql`to_jsonb(${sql.identifier(table)}) = ${JSON.stringify(row)}::text::jsonb`;

async function oneByOne(
  tx: Tx,
  table: string,
  rows: readonly Row[],
  statement: (where: ReturnType<typeof sql>) => ReturnType<typeof sql>,
): Promise<Row[]> {
  const whole = await tried(tx, (inner) => inner.execute(statement(sql`true`)));
  if (whole === null) return [];
  const count = whole === "let through" ? -1 : (whole as { count: number }).count;
  if (count === 0 || count === rows.length) return count === 0 ? [] : [...rows];
  const reached: Row[] = [];
  for (const row of rows) if (await reaches(tx, statement(isRow(table, row)))) reached.push(row);
  return reached;
}

/** Which of these rows each verb reaches, by trying. Nothing of it stays. */
export const attempt = {
  async see(tx: Tx, table: string, _rows: readonly Row[]): Promise<Row[]> {
    const seen = await tried(tx, (inner) =>
      inner.execute<{ row: Row }>(sql`select to_jsonb(t) as row from ${sql.identifier(table)} t`),
    );
    return seen === null || seen === "let through" ? [] : [...seen].map(({ row }) => row);
  },
  async insert(tx: Tx, table: string, rows: readonly Row[]): Promise<Row[]> {
    const reached: Row[] = [];
    for (const row of rows) {
      const statement = sql`insert into ${sql.identifier(table)} overriding system value select * from ${from(table, row)}`;
      if (await reaches(tx, statement)) reached.push(row);
    }
    return reached;
  },
  async update(tx: Tx, table: string, rows: readonly Row[]): Promise<Row[]> {
    const column = await updatable(tx, table);
    if (column === null) return [];
    const name = sql.identifier(column);
    return oneByOne(
      tx,
      table,
      rows,
      (where) => sql`update ${sql.identifier(table)} set ${name} = ${name} where ${where}`,
    );
  },
  delete: (tx: Tx, table: string, rows: readonly Row[]): Promise<Row[]> =>
    oneByOne(tx, table, rows, (where) => sql`delete from ${sql.identifier(table)} where ${where}`),
};
