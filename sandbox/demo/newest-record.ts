import postgres from "postgres";

/** The newest moment on record before another: of a mark, a change, a try to sign in, a look or a reading. */
export async function newestRecord(
  admin: string,
  before: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  const sql = postgres(admin, { max: 1, onnotice: () => {} });
  try {
    const [newest] = await sql<{ at: Date | null }[]>`
      select max(at) as at from (
        select at from mark
        union all select at from audit_entry
        union all select at from sign_in_failure
        union all select last_seen_at from session
        union all select coalesce(finished_at, started_at) from sync_run
      ) as recorded where at < ${before.toString()}`;
    return newest?.at ? Temporal.Instant.fromEpochMilliseconds(newest.at.getTime()) : null;
  } finally {
    await sql.end();
  }
}
