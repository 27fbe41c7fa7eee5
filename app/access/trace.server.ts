import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "./actor.ts";
import { sendAlong, type Tx } from "./scope.server.ts";
import { ints } from "./sql-array.server.ts";

/** What changed. `action` is a verb in the past; `before` and `after` hold ids and codes, never a name. */
export type Change = {
  schoolId: number;
  action: string;
  subject: string;
  pupilIds?: readonly number[];
  before?: unknown;
  after?: unknown;
  reason?: string | null;
};

/** Puts a change on record in the transaction that makes it. */
export async function recordChange(
  tx: Tx,
  who: { by: number | null; actor: string },
  at: Temporal.Instant,
  change: Change,
): Promise<void> {
  // The entry holds the chain of its school until the commit, so the two are sent together.
  await sendAlong(
    tx,
    tx.execute(sql`insert into audit_entry (school_id, at, by, actor, action, subject, pupil_ids, before, after, reason)
      values (${change.schoolId}, ${at.toString()}, ${who.by}, ${who.actor}, ${change.action}, ${change.subject},
        ${ints(change.pupilIds ?? [])}, ${jsonOf(change.before)}, ${jsonOf(change.after)}, ${change.reason ?? null})`),
  );
}

/** Puts many changes on record in one statement, in their order. */
export async function recordChanges(
  tx: Tx,
  who: { by: number | null; actor: string },
  at: Temporal.Instant,
  changes: readonly Change[],
): Promise<void> {
  const said = changes.map(({ schoolId, action, subject, pupilIds = [], before, after, reason }) => [
    ...[schoolId, action, subject, pupilIds, before ?? null, after ?? null, reason ?? null],
  ]);
  await sendAlong(
    tx,
    tx.execute(sql`insert into audit_entry (school_id, at, by, actor, action, subject, pupil_ids, before, after, reason)
      select (c->>0)::int, ${at.toString()}::timestamptz, ${who.by}::int, ${who.actor}::text, c->>1, c->>2,
        array(select jsonb_array_elements_text(c->3)::int), nullif(c->4, 'null'), nullif(c->5, 'null'), c->>6
      from jsonb_array_elements(${JSON.stringify(said)}::jsonb) with ordinality as each(c, place) order by place`),
  );
}

const jsonOf = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value));

/** The author of a change, as the audit names them. */
export const authorOf = (actor: Actor) => ({
  by: actor.userId,
  actor: `${actor.roles[0] ?? "nobody"} ${actor.userId}`,
});

/** Who looks, and on which page, for a reading that puts the look on record itself. */
export type Look = { actor: Actor; at: Temporal.Instant; page: string };

/** A part for the `with` of a statement: records a look at the pupils whose `pupil_id` stands in `from`. */
export const lookedAt = ({ actor, at, page }: Look, from: SQL): SQL =>
  sql`insert into pupil_view (school_id, at, by, page, pupil_ids)
    select ${actor.schoolId}::int, ${at.toString()}::timestamptz, ${actor.userId}::int, ${page}::text, array_agg(pupil_id)
    from ${from} having count(*) > 0`;

/** Puts on record that someone looked at these pupils. One row a page, whatever the number of pupils. */
export async function recordView(
  tx: Tx,
  actor: Actor,
  at: Temporal.Instant,
  page: string,
  pupilIds: readonly number[],
): Promise<void> {
  if (pupilIds.length === 0) return;
  await sendAlong(
    tx,
    tx.execute(sql`insert into pupil_view (school_id, at, by, page, pupil_ids)
      values (${actor.schoolId}, ${at.toString()}, ${actor.userId}, ${page}, ${`{${pupilIds.join(",")}}`}::int[])`),
  );
}
