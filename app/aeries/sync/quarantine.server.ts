import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { withoutNul } from "#app/access/without-nul.ts";
import { arrayLiteral } from "./array-literal.ts";
import type { Misfit, Written } from "./run.ts";

/**
 * Keeps the rows that did not fit, and settles those in quarantine that were read again and fit now. A row that a
 * person settled stays so until it comes with something else in it.
 */
export async function keepMisfits(
  tx: Tx,
  at: { schoolId: number; resource: string; now: Temporal.Instant },
  misfits: readonly Misfit[],
  reread: Written["reread"],
): Promise<number> {
  const kept = withOwnKeys(misfits);
  const { schoolId, resource } = at;
  const now = sql`${at.now.toString()}::timestamptz`;
  const column = (of: (misfit: Misfit) => string | null) => sql`${arrayLiteral(kept.map(of))}::text[]`;
  const keys = column((one) => one.key);
  if (kept.length > 0)
    await tx.execute(sql`insert into quarantine as known
        (school_id, resource, key, reason, kind, code, raw, first_seen_at, last_seen_at)
      select ${schoolId}::integer, ${resource}::text, key, reason, kind, code, raw::jsonb, ${now}, ${now}
      from unnest(${keys}, ${column((one) => one.reason)}, ${column((one) => one.kind)}, ${column((one) => one.code)},
        ${column((one) => jsonText(one.raw))}) as sent(key, reason, kind, code, raw)
      on conflict (school_id, resource, key) do update set reason = excluded.reason, kind = excluded.kind,
        code = excluded.code, raw = excluded.raw, last_seen_at = excluded.last_seen_at,
        settled_at = case when known.settled_by is not null and known.raw = excluded.raw then known.settled_at end,
        settled_by = case when known.raw = excluded.raw then known.settled_by end`);
  if (reread !== "none")
    await tx.execute(sql`update quarantine set settled_at = ${now}
      where school_id = ${schoolId} and resource = ${resource} and settled_at is null and key <> all(${keys})
        and ${reread === "all" ? sql`true` : ofDays(reread)}`);
  return kept.length;
}

/** A row whose day cannot be read may be of any day. */
const ofDays = ({ from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate }) =>
  sql`(case when coalesce(raw->>'date', raw->>'CalendarDate', '') ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}'
    then left(coalesce(raw->>'date', raw->>'CalendarDate'), 10) between ${from.toString()} and ${to.toString()} else true end)`;

/** Rows without a readable name share one; each must be kept. */
function withOwnKeys(misfits: readonly Misfit[]): Misfit[] {
  const seen = new Map<string, number>();
  return misfits.map((misfit) => {
    const key = withoutNul(misfit.key).toWellFormed();
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return { ...misfit, key: times === 1 ? key : `${key} (${times})` };
  });
}

/** JSON that `jsonb` takes: it refuses the escapes of NUL and of half a character, which stand in names of fields too. */
function jsonText(raw: unknown): string {
  return JSON.stringify(raw ?? null).replace(/\\(u0000|ud[89a-f]..|.)/g, (written, said: string) => {
    if (said === "u0000") return "";
    return said.length === 1 ? written : "\ufffd";
  });
}

/** The earliest day of a row that waited for a code or a pupil that is known by now; null when none waits. */
export async function earliestReleased(tx: Tx, schoolId: number): Promise<Temporal.PlainDate | null> {
  const [row] = await tx.execute<{
    day: string | null;
  }>(sql`select min(q.raw->>'date') as day from quarantine q
    where q.school_id = ${schoolId} and q.resource = 'attendance' and q.settled_at is null
      and (q.kind = 'unknown_code'
          and exists (select 1 from absence_code a where a.school_id = q.school_id and a.code = q.code)
        or q.kind = 'unknown_pupil'
          and exists (select 1 from pupil p where p.school_id = q.school_id and p.pupil_id = (q.raw->>'pupilId')::int))`);
  return row?.day ? Temporal.PlainDate.from(row.day) : null;
}
