import { sql } from "drizzle-orm";
import { allSchools } from "#app/access/schools.server.ts";
import type { Context } from "#app/context.ts";
import type { Violation } from "./check.ts";

/**
 * Row security on and forced, no way around it through a partition or a view, no pupil without a scope, and no policy
 * of any role that reaches beyond one.
 */
export async function checkRowSecurity(context: Context): Promise<Violation[]> {
  return [
    ...(await unguarded(context)),
    ...(await seenWithoutScope(context)),
    ...(await openPolicies(context)),
  ];
}

const unguarded = (context: Context): Promise<Violation[]> =>
  context.door.asVisitor(async (tx) => [
    ...(await tx.execute<Violation>(sql`with pupils as (
        select distinct c.* from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and not a.attisdropped
          and a.attname in ('school_id', 'pupil_id', 'pupil_ids', 'student_number'))
      select relname::text as key, 'Row security is not forced on ' || relname || '.' as detail
      from pupils where relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)
      union all
      select relname, 'The view ' || relname || ' looks past row security.' from pupils
      where relkind = 'm' or relkind = 'v' and not coalesce('security_invoker=true' = any (reloptions), false)
      union all
      select c.relname || ' of ' || r.rolname, r.rolname || ' can reach the partition ' || c.relname || ' by its own name.'
      from pg_class c, pg_roles r where c.relispartition and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        and r.rolname in ('web', 'worker')
        and has_table_privilege(r.oid, c.oid, 'select,insert,update,delete')`)),
  ]);

/** Asks each table with a pupil in it, as the worker and in no school. */
async function seenWithoutScope(context: Context): Promise<Violation[]> {
  const readable = await context.door.asVisitor((tx) =>
    tx.execute<{
      name: string;
    }>(sql`select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname in ('pupil_id', 'pupil_ids')
        and has_table_privilege(c.oid, 'select') order by 1`),
  );
  const leaking: Violation[] = [];
  for (const { name } of readable) {
    const seen = await context.door.asVisitor((tx) =>
      tx.execute(sql`select 1 from ${sql.identifier(name)} limit 1`),
    );
    if (seen.length > 0)
      leaking.push({ key: `${name} without scope`, detail: `Rows of ${name} can be seen without a scope.` });
  }
  return leaking;
}

/** What the policies themselves let through, those of the web role too: held against some rows of every school. */
async function openPolicies(context: Context): Promise<Violation[]> {
  const schoolIds = await context.door.asVisitor(allSchools);
  return context.door.asSystem("check row policies", schoolIds, async (tx) => [
    ...(await tx.execute<Violation>(sql`select key, detail from open_policies()`)),
  ]);
}
