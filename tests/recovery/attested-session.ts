import type postgres from "postgres";
import type { RecoveryBreak } from "#drizzle/schema/recovery.ts";

/**
 * A session of teacher 501 with the stays of its pupils, minutes since midnight, whose families said yes to it; answers
 * its number.
 */
export async function addAttestedSession(
  admin: postgres.Sql,
  session: {
    schoolId: number;
    date: string;
    stays: Record<number, [inAt: number, outAt: number][]>;
    span?: [startsAt: number, endsAt: number];
    breaks?: RecoveryBreak[];
    attested?: boolean;
    /** Whether the families have answered. */
    answered?: boolean;
  },
): Promise<number> {
  const { schoolId, date, stays, span = [480, 900], breaks = [], attested = true, answered = true } = session;
  const at = `${date}T21:00:00Z`;
  const [row] = await admin<
    { id: number }[]
  >`insert into recovery_session (school_id, on_date, starts_at, ends_at, room,
      teacher_id, subject, low_grade, high_grade, capacity, breaks, created_at)
    values (${schoolId}, ${date}, ${span[0]}, ${span[1]}, '1', 501, 'Mathematics', -1, 12, 20, ${admin.json(breaks)}, ${at}) returning id::int`;
  const id = row!.id;
  let last = 0;
  for (const [pupilId, spans] of Object.entries(stays)) {
    if (answered)
      await admin`insert into recovery_election (school_id, pupil_id, session_id, answer, said_by, at)
        values (${schoolId}, ${Number(pupilId)}, ${id}, 'yes', 'mother', ${at})`;
    for (const [place, [inAt, outAt]] of spans.entries()) {
      const [presence] = await admin<{ id: number }[]>`insert into recovery_presence
          (school_id, session_id, pupil_id, stay, in_at, out_at, by, at)
        values (${schoolId}, ${id}, ${Number(pupilId)}, ${place + 1}, ${inAt}, ${outAt}, 1, ${at}) returning id::int`;
      last = presence!.id;
    }
  }
  if (attested)
    await admin`insert into recovery_attestation (school_id, session_id, by, at, through_presence_id, pupil_count, minutes_total, statement)
      values (${schoolId}, ${id}, 1, ${at}, ${last}, ${Object.keys(stays).length}, 0, 'I led it.')`;
  return id;
}
