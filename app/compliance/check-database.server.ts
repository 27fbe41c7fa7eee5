import { type SQL, sql } from "drizzle-orm";
import type { Context } from "#app/context.ts";
import { chainBreaks } from "./chain.server.ts";
import type { Violation } from "./check.ts";
import { appendOnlyTables } from "./guarded-tables.ts";

const ask = (context: Context, query: SQL) =>
  context.door.asVisitor((tx) => tx.execute<{ key: string; detail: string }>(query));
const list = (names: readonly string[]) =>
  sql`array[${sql.join(
    names.map((name) => sql`${name}`),
    sql`, `,
  )}]::text[]`;

/** Row security on and forced, no way around it through a partition, and no pupil without a scope. */
export async function checkRowSecurity(context: Context): Promise<Violation[]> {
  const unguarded = await ask(
    context,
    sql`select distinct c.relname as key, 'Row security is not forced on ' || c.relname || '.' as detail
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and a.attname in ('school_id', 'pupil_id', 'pupil_ids') and not (c.relrowsecurity and c.relforcerowsecurity)
      union all
      select c.relname || ' of ' || r.rolname, r.rolname || ' can reach the partition ' || c.relname || ' by its own name.'
      from pg_class c, pg_roles r where c.relispartition and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        and r.rolname in ('web', 'worker')
        and has_table_privilege(r.oid, c.oid, 'select,insert,update,delete')`,
  );
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
  return [...unguarded, ...leaking];
}

/** Neither role bypasses row security, owns a table, is a member of another role, or (worker) reads secrets. */
export const checkRoles = (context: Context): Promise<Violation[]> =>
  ask(
    context,
    sql`select rolname as key, 'The role ' || rolname || ' has powers that step around row security.' as detail
      from pg_roles where rolname in ('owner', 'web', 'worker') and (rolsuper or rolbypassrls or rolcreaterole or rolreplication)
      union all
      select relname, 'The table ' || relname || ' belongs to a role that signs in.' from pg_class
      where relowner in ('web'::regrole, 'worker'::regrole) and relkind in ('r', 'p')
      union all
      select member::regrole || ' in ' || roleid::regrole, member::regrole || ' is a member of ' || roleid::regrole || '.'
      from pg_auth_members where member in ('web'::regrole, 'worker'::regrole)
      union all
      select attrelid::regclass || '.' || attname, 'The worker can read ' || attrelid::regclass || '.' || attname || '.'
      from pg_attribute where (attrelid::regclass::text, attname) in (('user_account', 'password_hash'),
          ('user_account', 'totp_secret'), ('session', 'id'), ('recovery_code', 'hash'), ('api_token', 'hash'), ('held_form', 'body'))
        and has_column_privilege('worker', attrelid, attnum, 'select')`,
  ).then((rows) => [...rows]);

/** Every school's record of changes, entry by entry, with the district's. */
export async function checkAuditChain(context: Context): Promise<Violation[]> {
  const known = await context.door.asVisitor((tx) =>
    tx.execute<{ id: number }>(
      sql`select 0 as id union select id from school union select school_id from audit_head order by 1`,
    ),
  );
  const ids = known.map(({ id }) => id);
  return context.door.asSystem("check audit chains", ids, async (tx) => {
    const violations: Violation[] = [];
    for (const id of ids) {
      const where = id === 0 ? "The district" : `School ${id}`;
      for (const { entry, problem } of await chainBreaks(tx, id)) {
        const key = `school ${id} entry ${entry} ${problem}`;
        violations.push({ key, detail: `${where}: entry ${entry} ${problem}.` });
      }
    }
    return violations;
  });
}

/** Both triggers that keep each table growing only are on, and no role may do otherwise. */
export const checkRecordsKept = (context: Context): Promise<Violation[]> =>
  ask(
    context,
    sql`select t.name || ' ' || g.name as key, 'The guard "' || g.name || '" of ' || t.name || ' is off.' as detail
      from unnest(${list(appendOnlyTables)}) t(name), unnest(array['only_added', 'never_emptied']) g(name)
      where not exists (select 1 from pg_trigger where tgrelid = to_regclass(t.name) and tgname = g.name and tgenabled = 'O')
      union all
      select 'chain_audit_entry', 'Entries of the record of changes are no longer chained.'
      where not exists (select 1 from pg_trigger where tgrelid = 'audit_entry'::regclass and tgname = 'chain_audit_entry' and tgenabled = 'O')
      union all
      select t.name || ' of ' || r.name, r.name || ' may delete or empty ' || t.name || '.'
      from unnest(${list(appendOnlyTables)}) t(name), unnest(array['web', 'worker']) r(name)
      where has_table_privilege(r.name, t.name, 'delete,truncate')`,
  ).then((rows) => [...rows]);

/** The web role can add to the log of views, and nobody can change what is in it. */
export const checkViewLog = (context: Context): Promise<Violation[]> =>
  ask(
    context,
    sql`select 'insert' as key, 'Views of pupils cannot be recorded.' as detail
      where not has_table_privilege('web', 'pupil_view', 'insert') or not exists (select 1 from pg_policy
        where polrelid = 'pupil_view'::regclass and polcmd = 'a' and 'web'::regrole = any (polroles))
      union all
      select r.name, r.name || ' may change the log of views.' from unnest(array['web', 'worker']) r(name)
      where has_any_column_privilege(r.name, 'pupil_view', 'update')
        or has_table_privilege(r.name, 'pupil_view', 'delete,truncate')
      union all
      select 'trigger', 'The log of views can be altered.' where not exists (select 1 from pg_trigger
        where tgrelid = 'pupil_view'::regclass and tgname = 'only_added' and tgenabled = 'O')`,
  ).then((rows) => [...rows]);
