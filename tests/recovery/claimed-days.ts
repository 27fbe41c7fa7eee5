import type postgres from "postgres";

/**
 * Two claimed days of the small district, at school 10. Pupil 1001: missed September 21, earned at school 10 on Saturday,
 * October 17 (session 1 of teacher 501: in 7:50 am, out 12:30 pm, a break of 15 minutes). Pupil 1003: missed September
 * 22 at school 10, earned at school 20 on Saturday, October 24 (session 2 of teacher 503). Account 1 is teacher 501's.
 */
export async function layOutClaimedDays(admin: postgres.Sql): Promise<void> {
  await admin`insert into user_account (id, email, name, staff_id, password_hash) overriding system value
    values (901, 'abe@example.org', 'Ann Abe', 501, ''), (903, 'cruz@example.org', 'Cy Cruz', 503, '')`;
  await admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, by, at, reason) values
    (10, 2026, '2026-09-21', '', 1001, 'teacher', 101, 'A', 901, '2026-09-21T16:00:00Z', null),
    (10, 2026, '2026-09-21', '', 1001, 'office', 101, 'U', 901, '2026-09-22T16:00:00Z', 'mother called'),
    (10, 2026, '2026-09-22', '', 1003, 'aeries', 101, 'I', null, '2026-09-22T20:00:00Z', null)`;
  await admin`insert into recovery_session (school_id, id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, breaks, created_at)
    overriding system value values
    (10, 1, '2026-10-17', 480, 750, '1', 501, 'Mathematics', 1, 6, 20, ${admin.json([{ startsAt: 600, endsAt: 615, what: "recess" }])}, '2026-10-01T00:00:00Z'),
    (20, 2, '2026-10-24', 480, 720, '7', 503, 'Reading', 1, 6, 20, '[]', '2026-10-01T00:00:00Z')`;
  await admin`select setval(pg_get_serial_sequence('recovery_session', 'id'), 100)`;
  await admin`insert into recovery_election (school_id, pupil_id, answer, said_by, by, at)
    values (10, 1001, 'yes', 'mother, by phone', 901, '2026-10-10T18:00:00Z'), (10, 1002, 'yes', 'father', 901, '2026-10-10T18:00:00Z'),
      (20, 1003, 'yes', 'aunt', 903, '2026-10-11T18:00:00Z')`;
  await admin`insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, by, at) values
    (10, 1, 1001, 470, 750, 901, '2026-10-17T19:31:00Z'), (10, 1, 1002, 480, 600, 901, '2026-10-17T19:31:00Z'),
    (20, 2, 1003, 480, 720, 903, '2026-10-24T19:01:00Z')`;
  await admin`insert into recovery_attestation (school_id, session_id, by, at, through_presence_id, pupil_count, minutes_total, statement)
    select 10, 1, 901, '2026-10-17T19:40:00Z'::timestamptz, max(id), 2, 375, 'I supervised this session.' from recovery_presence where session_id = 1
    union all select 20, 2, 903, '2026-10-24T19:10:00Z', max(id), 1, 240, 'I supervised this session.' from recovery_presence where session_id = 2`;
  await admin`insert into recovery_claim (school_id, pupil_id, school_year, absence_date, step, earned_date, earned_school_id, session_ids, code, reason, at) values
    (10, 1001, 2026, '2026-09-21', 'claimed', '2026-10-17', 10, '{1}', 'U', 'Oldest absence first.', '2026-10-18T03:00:00Z'),
    (10, 1003, 2026, '2026-09-22', 'claimed', '2026-10-24', 20, '{2}', 'I', 'Oldest absence first.', '2026-10-25T03:00:00Z')`;
}
