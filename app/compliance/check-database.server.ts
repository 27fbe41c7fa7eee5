import { type SQL, sql } from "drizzle-orm";
import type { Context } from "#app/context.ts";
import { proveChain } from "./chain.server.ts";
import type { Violation } from "./check.ts";
import { appendOnlyTables } from "./guarded-tables.ts";

const ask = (context: Context, query: SQL) =>
  context.door.asVisitor(async (tx) => [...(await tx.execute<Violation>(query))]);
const list = (names: readonly string[]) =>
  sql`array[${sql.join(
    names.map((name) => sql`${name}`),
    sql`, `,
  )}]::text[]`;

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
  );

/**
 * Every school's record of changes, with the district's: what is new since the last entry that was proven, or all.
 * @param whole all of it
 */
export async function checkAuditChain(context: Context, whole: boolean): Promise<Violation[]> {
  const known = await context.door.asVisitor((tx) =>
    tx.execute<{ id: number }>(
      sql`select 0 as id union select id from school union select school_id from audit_head order by 1`,
    ),
  );
  const violations: Violation[] = [];
  for (const id of known.map((each) => each.id)) {
    const where = id === 0 ? "The district" : `School ${id}`;
    const breaks = await context.door.asSystem("check an audit chain", [id], (tx) =>
      proveChain(tx, id, context.clock.now(), { whole }),
    );
    for (const { entry, problem } of breaks)
      violations.push({
        key: `school ${id} entry ${entry} ${problem}`,
        detail: `${where}: entry ${entry} ${problem}.`,
      });
  }
  return violations;
}

/** Both triggers that keep each table growing only are on, its partitions' too, and no role may do otherwise. */
export const checkRecordsKept = (context: Context): Promise<Violation[]> =>
  ask(
    context,
    sql`with kept as (select to_regclass(t.name) as rel, t.name from unnest(${list(appendOnlyTables)}) t(name)),
      parts as (select rel, name from kept
        union all select i.inhrelid, i.inhrelid::regclass::text from kept k join pg_inherits i on i.inhparent = k.rel)
      select p.name || ' ' || g.name as key, 'The guard "' || g.name || '" of ' || p.name || ' is off.' as detail
      from parts p, unnest(array['only_added', 'never_emptied']) g(name)
      where not exists (select 1 from pg_trigger where tgrelid = p.rel and tgname = g.name and tgenabled = 'O')
      union all
      select 'chain_audit_entry', 'Entries of the record of changes are no longer chained.'
      where not exists (select 1 from pg_trigger where tgrelid = 'audit_entry'::regclass and tgname = 'chain_audit_entry' and tgenabled = 'O')
      union all
      select k.name || ' of ' || r.name, r.name || ' may change, delete or empty ' || k.name || '.'
      from kept k, unnest(array['web', 'worker']) r(name)
      where has_table_privilege(r.name, k.rel, 'delete,truncate') or exists (select 1 from pg_attribute a
        where a.attrelid = k.rel and a.attnum > 0 and not a.attisdropped
          and has_column_privilege(r.name, k.rel, a.attnum, 'update')
          -- A finding is mended once; its own guard sees to that.
          and (k.name, a.attname) <> ('compliance_finding', 'mended_at'))`,
  );

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
  );
