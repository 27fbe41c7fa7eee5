import { type SQL, sql } from "drizzle-orm";
import { openSchools } from "#app/access/schools.server.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { schoolsOf, staffOfSchoolTable } from "./class-tables.ts";
import { courseColumns, isRealSchool, schoolColumns, staffColumns } from "./district-tables.ts";
import { incomingRows, mergeRows, refuseNothing } from "./merge-rows.server.ts";
import { heldBy, misfitsOf } from "./misfit.ts";
import type { Reading, Resource, Run } from "./run.ts";
import type { StoredTable } from "./stored-table.ts";

const ask = (run: Run) => ({ databaseYear: run.year, signal: run.signal });

/** Schools, staff and courses belong to no school, so they are merged by their own number alone. */
const districtTable = <Row>(table: string, columns: StoredTable<Row>["columns"]): StoredTable<Row> => ({
  table,
  key: ["id"],
  columns,
  vanished: { active: false },
});

const schools: Resource = {
  name: "schools",
  needs: ["connection"],
  async read(run) {
    const answer = await run.aeries.schools(ask(run));
    if (!answer.ok) return answer;
    const { good, bad } = answer.value;
    const real = good.filter(isRealSchool);
    const write: Reading["write"] = async (tx) => ({
      ...(await mergeDistrict(tx, districtTable("school", schoolColumns), real, bad.length > 0)),
      misfits: misfitsOf(bad),
      reread: "all",
    });
    return { ok: true, value: { read: good.length + bad.length, write } };
  },
};

const staff: Resource = {
  name: "staff",
  needs: ["connection", "schools"],
  async read(run) {
    const answer = await run.aeries.staff(ask(run));
    if (!answer.ok) return answer;
    const { good, bad } = answer.value;
    const write: Reading["write"] = async (tx) => {
      const merged = await mergeDistrict(tx, districtTable("staff", staffColumns), good, bad.length > 0);
      for (const id of await openSchools(tx)) {
        const held = { column: "staff_id", ids: heldBy(bad, "ID") };
        await mergeRows(tx, staffOfSchoolTable, id, schoolsOf(good, id), { held });
      }
      return { ...merged, misfits: misfitsOf(bad), reread: "all" };
    };
    const schools = await run.context.door.asVisitor(openSchools);
    const read = good.length + bad.length;
    return { ok: true, value: { read, schools, write } };
  },
};

/** What the classes of all schools teach, by which they are named. */
const courses: Resource = {
  name: "courses",
  needs: ["connection"],
  async read(run) {
    const answer = await run.aeries.courses(ask(run));
    if (!answer.ok) return answer;
    const { good, bad } = answer.value;
    const write: Reading["write"] = async (tx) => ({
      ...(await mergeDistrict(tx, districtTable("course", courseColumns), good, bad.length > 0)),
      misfits: misfitsOf(bad),
      reread: "all",
    });
    return { ok: true, value: { read: good.length + bad.length, write } };
  },
};

/** @throws NothingWhereMuchWas when nothing came where there was anything */
async function mergeDistrict<Row>(tx: Tx, stored: StoredTable<Row>, rows: readonly Row[], hold: boolean) {
  const table = sql.identifier(stored.table);
  const columns = Object.keys(stored.columns);
  const facts = columns.filter((name) => name !== "id");
  const list = (names: readonly string[], of?: SQL) =>
    sql.join(
      names.map((name) => (of ? sql`${of}.${sql.identifier(name)}` : sql.identifier(name))),
      sql`, `,
    );
  const set = sql.join(
    facts.map((name) => sql`${sql.identifier(name)} = excluded.${sql.identifier(name)}`),
    sql`, `,
  );
  const [active] = await tx.execute<{ rows: number }>(
    sql`select count(*)::int as rows from ${table} where active`,
  );
  // A district never has none of these, however few they were.
  if (!hold) refuseNothing(rows.length, active?.rows ?? 0, 1);
  const unique = [...new Map(rows.map((row) => [stored.columns.id?.[1](row), row])).values()];
  const [merged] = await tx.execute<{ appeared: number; changed: number; vanished: number }>(sql`
    with incoming as materialized (${incomingRows(stored, unique)}),
    written as (insert into ${table} (${list(columns)}) select ${list(columns)} from incoming
      on conflict (id) do update set ${set}
      where (${list(facts, sql`${table}`)}) is distinct from (${list(facts, sql`excluded`)}) returning (xmax = 0) as appeared),
    gone as (update ${table} set active = false where active and ${!hold}::boolean
      and not exists (select 1 from incoming where incoming.id = ${table}.id) returning 1)
    select (select count(*)::int from written where appeared) as appeared,
      (select count(*)::int from written where not appeared) as changed,
      (select count(*)::int from gone) as vanished`);
  return { appeared: merged!.appeared, changed: merged!.changed, vanished: merged!.vanished };
}

export const districtResources: readonly Resource[] = [schools, staff, courses];
