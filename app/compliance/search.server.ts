import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { Search } from "./search.ts";

export const pageSize = 50;
export type Found<Row> = { rows: Row[]; total: number; page: number };

export type ChangeRow = {
  id: number;
  at: Temporal.Instant;
  /** The person, or the job or token that acted. */
  who: string;
  action: string;
  subject: string;
  pupilIds: number[];
  before: unknown;
  after: unknown;
  reason: string | null;
};
export type ViewRow = { id: number; at: Temporal.Instant; who: string; page: string; pupilIds: number[] };

type Raw<Row> = Omit<Row, "at"> & { at: string; total: number };

/** Rows of one school that the search asks for. Days begin and end at the district's midnight. */
function asked(schoolId: number, search: Search, what: SQL, timeZone: string): SQL {
  const start = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant().toString();
  const conditions = [sql`e.school_id = ${schoolId}`];
  if (search.pupilId !== null) conditions.push(sql`e.pupil_ids @> array[${search.pupilId}::int]`);
  if (search.by !== null) conditions.push(sql`e.by = ${search.by}`);
  if (search.what !== null) conditions.push(sql`${what} = ${search.what}`);
  if (search.from) conditions.push(sql`e.at >= ${start(search.from)}`);
  if (search.to) conditions.push(sql`e.at < ${start(search.to.add({ days: 1 }))}`);
  return sql.join(conditions, sql` and `);
}

async function page<Row extends { at: Temporal.Instant }>(
  tx: Tx,
  search: Search,
  query: SQL,
): Promise<Found<Row>> {
  const rows = await tx.execute<Raw<Row>>(
    sql`${query} limit ${pageSize} offset ${(search.page - 1) * pageSize}`,
  );
  const made = rows.map(({ total: _total, at, ...row }) => ({ ...row, at: Temporal.Instant.from(at) }));
  return { rows: made as unknown as Row[], total: rows[0]?.total ?? 0, page: search.page };
}

/** The record of changes of one school, newest first. Rows out of scope do not exist. */
export function searchChanges(
  tx: Tx,
  schoolId: number,
  search: Search,
  timeZone: string,
): Promise<Found<ChangeRow>> {
  return page<ChangeRow>(
    tx,
    search,
    sql`select e.id::int as id, e.at, coalesce(u.name, e.actor) as who, e.action, e.subject, e.pupil_ids as "pupilIds",
        e.before, e.after, e.reason, count(*) over ()::int as total
      from audit_entry e left join user_account u on u.id = e.by
      where ${asked(schoolId, search, sql`e.action`, timeZone)} order by e.id desc`,
  );
}

/** The record of views of one school, newest first. */
export function searchViews(
  tx: Tx,
  schoolId: number,
  search: Search,
  timeZone: string,
): Promise<Found<ViewRow>> {
  return page<ViewRow>(
    tx,
    search,
    sql`select e.id::int as id, e.at, u.name as who, e.page, e.pupil_ids as "pupilIds", count(*) over ()::int as total
      from pupil_view e join user_account u on u.id = e.by
      where ${asked(schoolId, search, sql`e.page`, timeZone)} order by e.at desc, e.id desc`,
  );
}

/** Every view of one pupil at one school, oldest first, for a parent who asks who has seen the record. */
export async function viewsOfPupil(tx: Tx, schoolId: number, pupilId: number): Promise<ViewRow[]> {
  const rows = await tx.execute<Raw<ViewRow>>(
    sql`select e.id::int as id, e.at, u.name as who, e.page, array[${pupilId}::int] as "pupilIds"
      from pupil_view e join user_account u on u.id = e.by
      where e.school_id = ${schoolId} and e.pupil_ids @> array[${pupilId}::int] order by e.at, e.id`,
  );
  return rows.map(({ at, ...row }) => ({ ...row, at: Temporal.Instant.from(at) }));
}

/**
 * What the search can ask for: the people with a role that reaches this school and those on its record (who may have
 * left), and the actions or pages on record.
 */
export async function searchChoices(
  tx: Tx,
  schoolId: number,
  record: "changes" | "views",
): Promise<{ people: { id: number; name: string }[]; whats: string[] }> {
  const table = record === "changes" ? sql`audit_entry` : sql`pupil_view`;
  const people = await tx.execute<{ id: number; name: string }>(
    sql`select u.id, u.name from user_account u where exists (select 1 from user_role r where r.user_id = u.id
      and r.school_id in (0, ${schoolId})) or u.id in (select t.by from ${table} t where t.school_id = ${schoolId})
      order by u.name, u.id`,
  );
  const whats = await tx.execute<{ what: string }>(
    record === "changes"
      ? sql`select distinct action as what from audit_entry where school_id = ${schoolId} order by 1`
      : sql`select distinct page as what from pupil_view where school_id = ${schoolId} order by 1`,
  );
  return { people: [...people], whats: whats.map(({ what }) => what) };
}
