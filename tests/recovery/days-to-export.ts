import type postgres from "postgres";

/** A Saturday session of teacher 501 at school 10 on 17 October 2026, attested, with the times of these pupils. */
export async function laySaturday(
  admin: postgres.Sql,
  times: readonly [pupilId: number, inAt: number, outAt: number][] = [],
): Promise<number> {
  const [session] =
    await admin`insert into recovery_session (school_id, on_date, starts_at, ends_at, room, teacher_id,
      subject, low_grade, high_grade, capacity, created_at)
    values (10, '2026-10-17', 480, 750, '1', 501, 'Mathematics', -1, 6, 20, '2026-10-01T12:00:00Z') returning id`;
  const id = Number(session!.id);
  for (const [pupilId, inAt, outAt] of times) {
    await admin`insert into recovery_election (school_id, pupil_id, session_id, answer, said_by, at)
      values (10, ${pupilId}, ${id}, 'yes', 'mother', '2026-10-12T12:00:00Z')`;
    await admin`insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, by, at)
      values (10, ${id}, ${pupilId}, ${inAt}, ${outAt}, 1, '2026-10-17T20:00:00Z')`;
  }
  await attestAgain(admin, id, "2026-10-17T21:00:00Z");
  return id;
}

/** The teacher's statement, of all that is written down of the session by then. */
export const attestAgain = (admin: postgres.Sql, sessionId: number, at: string) =>
  admin`insert into recovery_attestation (school_id, session_id, by, at, through_presence_id, pupil_count, minutes_total, statement)
    select 10, ${sessionId}, 1, ${at}, coalesce(max(id), 0), count(distinct pupil_id), 0, '' from recovery_presence
    where school_id = 10 and session_id = ${sessionId}`;

/** A day of school 10 claimed by the newest session laid there, or taken from the claim again. */
export const claimDay = (
  admin: postgres.Sql,
  pupilId: number,
  absenceDate: string,
  step: "claimed" | "withdrawn" = "claimed",
  earnedDate = "2026-10-17",
) =>
  admin`insert into recovery_claim (school_id, pupil_id, school_year, absence_date, step, earned_date, earned_school_id,
      session_ids, code, reason, at)
    values (10, ${pupilId}, 2026, ${absenceDate}, ${step}, ${earnedDate}, 10,
      array(select max(id) from recovery_session where school_id = 10 having max(id) is not null), 'U', 'test',
      '2026-10-19T12:00:00Z')`;
