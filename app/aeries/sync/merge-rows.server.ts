import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { arrayLiteral } from "./array-literal.ts";
import type { TableChanges } from "./rewritten.ts";
import { NothingWhereMuchWas } from "./run.ts";
import { lastOfEachKey, type StoredTable } from "./stored-table.ts";

export type Merged = { appeared: number; changed: number; vanished: number; tables: TableChanges[] };

/** Fewer rows than these may all go at once; more never do, since then it is the answer that is wrong. */
const much = 10;

/** @throws NothingWhereMuchWas when nothing came and `before` rows would end for it */
export function refuseNothing(came: number, before: number, least = much): void {
  if (came === 0 && before >= least) throw new NothingWhereMuchWas();
}

/**
 * Makes a school's rows of one table those that Aeries sent, in one statement whatever their number: new ones are
 * inserted, different ones updated, missing ones treated as `stored.vanished` says. `within` narrows what may be
 * missing (one school year). `held` names rows that may be in what could not be read: they are left alone. `much`: how
 * many rows never go all at once.
 * @throws NothingWhereMuchWas when nothing that fits came and that many would end for it
 */
export async function mergeRows<Row>(
  tx: Tx,
  stored: StoredTable<Row>,
  schoolId: number,
  rows: readonly Row[],
  options: { within?: SQL; held?: Held; much?: number } = {},
): Promise<Merged> {
  const table = sql.identifier(stored.table);
  const within = sql`${table}.school_id = ${schoolId} and ${options.within ?? sql`true`}`;
  const incoming = lastOfEachKey(stored, rows);
  const ending = mayEnd(stored, within, options.held);
  if (incoming.length === 0) {
    const [before] = await tx.execute<{ rows: number }>(
      sql`select count(*)::int as rows from ${table} where ${ending}`,
    );
    refuseNothing(0, before?.rows ?? 0, options.much);
  }
  const [merged] = await tx.execute<Omit<Merged, "tables"> & Omit<TableChanges, "stored">>(sql`
    with incoming as materialized (${incomingRows(stored, incoming)}),
    written as (${upsert(stored, schoolId)} returning (xmax = 0) as appeared, to_jsonb(old) as was, to_jsonb(new) as became),
    gone as (${vanish(stored, ending)})
    select (select count(*)::int from written where appeared) as appeared,
      (select count(*)::int from written where not appeared) as changed,
      (select count(*)::int from gone) as vanished,
      (select coalesce(json_agg(json_build_object('was', was, 'became', became)), '[]')
        from (select was, became from written where not appeared union all select was, became from gone) r) as rewritten,
      (select coalesce(json_agg(distinct became->'pupil_id') filter (where became ? 'pupil_id'), '[]') from written
        where appeared and exists (select 1 from ${table} where ${table}.school_id = ${schoolId})) as "newPupils"`);
  const { rewritten, newPupils, ...counts } = merged!;
  return { ...counts, tables: [{ stored, rewritten, newPupils }] };
}

/** Rows of these pupils or sections (`column`) are left alone; "anyone" leaves all alone. */
export type Held = { column: string; ids: ReadonlySet<number> | "anyone" };

const comma = sql`, `;
const names = (columns: readonly string[], of?: SQL) =>
  sql.join(
    columns.map((name) => (of ? sql`${of}.${sql.identifier(name)}` : sql.identifier(name))),
    comma,
  );

export function incomingRows<Row>(stored: StoredTable<Row>, rows: readonly Row[]): SQL {
  const columns = Object.entries(stored.columns);
  const arrays = columns.map(
    ([, [type, of]]) => sql`${arrayLiteral(rows.map(of))}::${sql.raw(arrayTypes[type])}`,
  );
  return sql`select * from unnest(${sql.join(arrays, comma)}) as sent(${names(columns.map(([name]) => name))})`;
}

const arrayTypes = {
  integer: "integer[]",
  smallint: "smallint[]",
  text: "text[]",
  date: "date[]",
  boolean: "boolean[]",
} as const;

function upsert<Row>(stored: StoredTable<Row>, schoolId: number): SQL {
  const table = sql.identifier(stored.table);
  const columns = Object.keys(stored.columns);
  const facts = columns.filter((name) => !stored.key.includes(name));
  const insert = sql`insert into ${table} (school_id, ${names(columns)})
    select ${schoolId}::integer, ${names(columns)} from incoming
    on conflict (school_id, ${names(stored.key)})`;
  if (facts.length === 0) return sql`${insert} do nothing`;
  const set = facts.map((name) => sql`${sql.identifier(name)} = excluded.${sql.identifier(name)}`);
  return sql`${insert} do update set ${sql.join(set, comma)}
    where (${names(facts, sql`${table}`)}) is distinct from (${names(facts, sql`excluded`)})`;
}

function vanish<Row>(stored: StoredTable<Row>, ending: SQL): SQL {
  const table = sql.identifier(stored.table);
  const same = stored.key.map(
    (name) => sql`incoming.${sql.identifier(name)} is not distinct from ${table}.${sql.identifier(name)}`,
  );
  const missing = sql`${ending} and not exists (select 1 from incoming where ${sql.join(same, sql` and `)})`;
  if (stored.vanished === "keep") return sql`select null::jsonb as was, null::jsonb as became where false`;
  if (stored.vanished === "remove")
    return sql`delete from ${table} where ${missing} returning to_jsonb(old) as was, null::jsonb as became`;
  const set = Object.entries(stored.vanished).map(([name, value]) => sql`${sql.identifier(name)} = ${value}`);
  return sql`update ${table} set ${sql.join(set, comma)} where ${missing}
    returning to_jsonb(old) as was, to_jsonb(new) as became`;
}

/** Which rows end if they are missing: none that are kept or held, nor those that were marked as vanished before. */
function mayEnd<Row>({ table, vanished }: StoredTable<Row>, within: SQL, held: Held | undefined): SQL {
  if (vanished === "keep") return sql`false`;
  const free = sql`${within} and ${held === undefined ? sql`true` : notHeld(held)}`;
  if (vanished === "remove") return free;
  const differing = Object.entries(vanished).map(
    ([name, value]) => sql`${sql.identifier(table)}.${sql.identifier(name)} is distinct from ${value}`,
  );
  return sql`${free} and (${sql.join(differing, sql` or `)})`;
}

/** The rows of a table that are not held. */
export function notHeld({ column, ids }: Held): SQL {
  if (ids === "anyone") return sql`false`;
  return sql`not ${sql.identifier(column)} = any(${arrayLiteral([...ids])}::integer[])`;
}
