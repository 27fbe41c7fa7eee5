import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import { authorOf, recordChange, recordView } from "#app/access/trace.server.ts";
import type { Jobs } from "#app/context.ts";
import { pupilMinimumDay } from "#drizzle/schema/pupil.ts";
import { type OwnMinimumDay, ownMinutesOn } from "./own-minimum-day.ts";
import type { MinimumDayWish } from "./own-minimum-day-form.ts";

type Pupil = { schoolId: number; pupilId: number };
type Row = Pupil & { from: string; minutes: number | null };

/** What stands of each pupil's own minimum day, as `ownMinutesOn` wants it; few pupils have any. */
export async function readOwnMinimumDays(
  tx: Tx,
  schoolIds: readonly number[],
  pupilIds: readonly number[] | null,
): Promise<(pupil: Pupil) => readonly OwnMinimumDay[]> {
  const rows = await tx.execute<Row>(sql`
    select school_id as "schoolId", pupil_id as "pupilId", effective_from::text as from, minutes from pupil_minimum_day
    where school_id = any (${ints(schoolIds)}) and ${pupilIds === null ? sql`true` : sql`pupil_id = any (${ints(pupilIds)})`}
    order by effective_from, id`);
  const key = ({ schoolId, pupilId }: Pupil) => `${schoolId} ${pupilId}`;
  const days = Map.groupBy(rows, key);
  const read = new Map(
    [...days].map(([pupil, each]) => [
      pupil,
      each.map(({ from, minutes }) => ({ from: Temporal.PlainDate.from(from), minutes })),
    ]),
  );
  const none: readonly OwnMinimumDay[] = [];
  return (pupil) => read.get(key(pupil)) ?? none;
}

/** An entry of the office, with who made it. */
export type MinimumDayEntry = OwnMinimumDay & {
  id: number;
  reason: string;
  by: string;
  at: Temporal.Instant;
};

type EntryRow = Omit<MinimumDayEntry, "from" | "at"> & { from: string; at: string };

/** All that was ever written down for a pupil, newest first. */
export async function readMinimumDayEntries(
  tx: Tx,
  { schoolId, pupilId }: Pupil,
): Promise<MinimumDayEntry[]> {
  const rows = await tx.execute<EntryRow>(sql`
    select d.id::int, d.effective_from::text as from, d.minutes, d.reason, coalesce(u.name, 'account ' || d.by) as by,
      to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
    from pupil_minimum_day d left join user_account u on u.id = d.by
    where d.school_id = ${schoolId} and d.pupil_id = ${pupilId} order by d.id desc`);
  return rows.map((row) => ({
    ...row,
    from: Temporal.PlainDate.from(row.from),
    at: Temporal.Instant.from(row.at),
  }));
}

/** A pupil of the reader's school with these entries, or null; the look is recorded. */
export async function lookAtMinimumDays(tx: Tx, actor: Actor, pupilId: number, now: Temporal.Instant) {
  const { schoolId } = actor;
  const [pupil] = await tx.execute<{ name: string }>(sql`
    select first_name || ' ' || last_name as name from pupil where school_id = ${schoolId} and pupil_id = ${pupilId}`);
  if (!pupil) return null;
  await recordView(tx, actor, now, "pupil's minimum day", [pupilId]);
  return { ...pupil, entries: await readMinimumDayEntries(tx, { schoolId, pupilId }) };
}

/**
 * Writes down a pupil's own minimum day from a day on, with its audit entry, and has claims settled anew. Entries are
 * only added.
 * @returns "the same" where it is so on that day already, "unknown" without such a pupil: nothing was added
 */
export async function enterMinimumDay(
  tx: Tx,
  actor: Actor,
  { now, jobs }: { now: Temporal.Instant; jobs: Jobs },
  { schoolId, pupilId }: Pupil,
  { from, minutes, reason }: MinimumDayWish,
): Promise<"entered" | "the same" | "unknown"> {
  const known = await tx.execute(
    sql`select 1 from pupil where school_id = ${schoolId} and pupil_id = ${pupilId}`,
  );
  if (known.length === 0) return "unknown";
  const days = (await readOwnMinimumDays(tx, [schoolId], [pupilId]))({ schoolId, pupilId });
  const before = ownMinutesOn(days, from);
  if (before === minutes) return "the same";
  await tx
    .insert(pupilMinimumDay)
    .values({ schoolId, pupilId, effectiveFrom: from, minutes, reason, by: actor.userId, at: now });
  await recordChange(tx, authorOf(actor), now, {
    schoolId,
    action: "minimum day entered",
    subject: `pupil ${pupilId} minimum day from ${from}`,
    pupilIds: [pupilId],
    before: { minutes: before },
    after: { minutes },
    reason,
  });
  await jobs.enqueue(tx, "settle-claims", {});
  return "entered";
}
