import type postgres from "postgres";

const at = "2026-10-14T17:00:00Z";
const day = "2026-10-14";
/** A school, one of its pupils and a class of theirs: 1001 is taught by 501, 1004 is not; 1003 is at both schools. */
const places: [school: number, pupil: number, section: number][] = [
  [10, 1001, 101],
  [10, 1004, 102],
  [20, 2001, 201],
  [20, 1003, 201],
];

/**
 * At least one row of each school in every table that the small district leaves empty. Recovery sessions are led by
 * 501 and 502 at school 10 and by 503 at school 20, one pupil in each.
 */
export async function layOutEveryTable(admin: postgres.Sql): Promise<void> {
  await accounts(admin);
  for (const [index, [school, pupil, section]] of places.entries()) {
    await admin`insert into program (school_id, pupil_id, code, seq) values (${school}, ${pupil}, '144', 1)`;
    await admin`insert into pupil_minimum_day (school_id, pupil_id, effective_from, minutes, reason, by, at)
      values (${school}, ${pupil}, ${day}, 150, 'Individualized education program.', 1, ${at})`;
    await admin`insert into contact (school_id, pupil_id, seq, sort_order, mailing_name, holds_educational_rights,
      wants_attendance_notices) values (${school}, ${pupil}, 1, 1, 'To the parents', true, true)`;
    for (const source of ["teacher", "office", "aeries"]) {
      await admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, by, at)
        values (${school}, 2026, ${day}, '1', ${pupil}, ${source}, ${section}, 'A', 1, ${at})`;
    }
    await admin`insert into mark_export_item (school_id, export_id, pupil_id, on_date, period, our_code, mark_id)
      values (${school}, 1, ${pupil}, ${day}, '1', 'A', 1)`;
    await admin`insert into quarantine (school_id, resource, key, reason, kind, raw, first_seen_at, last_seen_at, settled_by)
      values (${school}, 'pupil', ${pupil}, 'No grade.', 'invalid', ${admin.json({ StudentID: pupil })}, ${at}, ${at}, 1)`;
    await admin`insert into recovery_election (school_id, pupil_id, answer, said_by, by, at)
      values (${school}, ${pupil}, 'yes', 'parent', 1, ${at})`;
    if (index < 3) await classAndRecovery(admin, school, pupil, section);
  }
  await admin`insert into claim_certification (school_year, period, through, settings, totals, by, at)
    values (2026, 'P-1', '2026-12-31', '{}', '{}', 1, ${at})`;
  for (const [school, pupil] of places) await claimsOf(admin, school, pupil);
  await admin`update absence_code set chosen_by = 1`;
  for (const school of [10, 20]) {
    await office(admin, school);
    await planning(admin, school);
  }
}

async function accounts(admin: postgres.Sql): Promise<void> {
  await admin`insert into user_account (email, name, password_hash, totp_secret)
    values ('one@example.org', 'One', '$argon2id$v=19$x', 'v1.x'), ('two@example.org', 'Two', '$argon2id$v=19$y', 'v1.y')`;
  await admin`insert into user_role (user_id, school_id, role, granted_at, granted_by)
    values (1, 10, 'attendance clerk', ${at}, 1), (2, 20, 'attendance clerk', ${at}, 1)`;
  await admin`insert into session (id, user_id, stage, created_at, last_seen_at, ends_at)
    values (${"a".repeat(43)}, 1, 'full', ${at}, ${at}, '2026-10-15T05:00:00Z')`;
  await admin`insert into session (id, user_id, stage, created_at, last_seen_at, ends_at)
    values (${"c".repeat(43)}, 2, 'full', ${at}, ${at}, '2026-10-15T05:00:00Z')`;
  await admin`insert into recovery_code (user_id, hash) values (1, 'x'), (2, 'y')`;
  await admin`insert into sign_in_failure (subject, at) values ('x', ${at})`;
  await admin`insert into held_form (user_id, path, body, held_at) values (1, '/', 'v1.x', ${at}), (2, '/', 'v1.y', ${at})`;
  await admin`insert into api_token (name, hash, scopes, schools, created_by, created_at, expires_at)
    values ('Reports', ${"b".repeat(43)}, '{attendance}', '{10}', 1, ${at}, '2027-10-14T17:00:00Z')`;
  await admin`insert into api_token_revocation (token_id, reason, by, at) values (1, 'Not used any more.', 1, ${at})`;
  await admin`insert into idempotent_answer (token_id, key, request_hash, status, body, at)
    values (1, 'k', 'h', 201, '{}', ${at})`;
  await admin`insert into rate_limit (key, window_starts_at, hits) values ('x', ${at}, 1)`;
  await admin`insert into district_setting (name, value, effective_from, verified_by, verified_on, source, by, at)
    values ('rounding', 'HOUR_PER_SESSION', '2026-07-01', 'Dana', '2026-07-01', 'A letter.', 1, ${at})`;
  await admin`insert into teacher_credential (staff_id, document, expires_on, employed_by_agency, by, at)
    values (501, 'Multiple Subject', '2028-01-01', true, 1, ${at})`;
  await admin`insert into product_state (banner) values (null)`;
  await admin`insert into course (id, title, active) values ('0910', 'English 9', true)`;
  await admin`insert into compliance_run ("check", at, passed, found, detail) values ('row_security', ${at}, true, 0, '')`;
  await admin`insert into compliance_finding ("check", key, found_at, detail) values ('row_security', 'x', ${at}, '')`;
  await admin`insert into audit_entry (school_id, at, actor, action, subject) values (0, ${at}, 'worker', 'checked', 'all')`;
}

async function classAndRecovery(admin: postgres.Sql, school: number, pupil: number, section: number) {
  await admin`insert into register_taking (school_id, on_date, section_number, period, submission, taken_by, taken_as, at,
    pupil_count, exception_count)
    values (${school}, ${day}, ${section}, '1', gen_random_uuid(), 1, 'teacher', ${at}, 3, 1)`;
  const teacher = { 101: 501, 102: 502, 201: 503 }[section] ?? null;
  const [session] = await admin<
    { id: number }[]
  >`insert into recovery_session (school_id, on_date, starts_at, ends_at, room,
    teacher_id, subject, low_grade, high_grade, capacity, created_by, created_at)
    values (${school}, '2026-10-17', 540, 720, '1', ${teacher}, 'Math', -1, 6, 20, 1, ${at}) returning id`;
  const id = session!.id;
  await admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, by, at)
    values (${school}, ${id}, ${pupil}, 'booked', 3, 1, ${at})`;
  await admin`insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, by, at)
    values (${school}, ${id}, ${pupil}, 540, 720, 1, ${at})`;
  await admin`insert into recovery_attestation (school_id, session_id, by, at, through_presence_id, pupil_count,
    minutes_total, statement) values (${school}, ${id}, 1, ${at}, 1, 1, 180, 'So it was.')`;
  await admin`insert into recovery_cancellation (school_id, session_id, reason, by, at)
    values (${school}, ${id}, 'Rain.', 1, ${at})`;
}

async function office(admin: postgres.Sql, school: number): Promise<void> {
  await admin`insert into term (school_id, school_year, code, title, starts_on, ends_on)
    values (${school}, 2026, 'Y', 'Year', '2026-08-12', '2027-06-10')`;
  await admin`insert into register_home_change (school_id, at, home, by, reason) values (${school}, ${at}, 'here', 1, 'Asked.')`;
  await admin`insert into register_unlock (school_id, on_date, by, at, until, reason)
    values (${school}, ${day}, 1, ${at}, '2026-10-15T17:00:00Z', 'Late note.')`;
  await admin`insert into mark_export (school_id, proposed_by, proposed_at, through_mark_id) values (${school}, 1, ${at}, 1)`;
  await admin`insert into mark_export_step (school_id, export_id, step, by, at) values (${school}, 1, 'approved', 1, ${at})`;
  await admin`insert into sync_run (school_id, batch, resource, started_at) values (${school}, 'b', 'pupil', ${at})`;
  await admin`insert into sync_total (school_id, resource, outcome, cleared) values (${school}, 'pupil', 'ok', 12)`;
  await admin`insert into audit_entry (school_id, at, by, actor, action, subject, pupil_ids)
    values (${school}, ${at}, 1, 'attendance clerk 1', 'register taken', 'section 101', '{1001}')`;
  await admin`insert into audit_proof (school_id, at, through_id, hash, whole) values (${school}, ${at}, 0, '', true)`;
  await admin`insert into pupil_view (school_id, at, by, page, pupil_ids) values (${school}, ${at}, 1, 'pupil', '{1001}')`;
}

/** What a pupil's recovered day leaves behind it on the way to the state and to Aeries. */
async function claimsOf(admin: postgres.Sql, school: number, pupil: number): Promise<void> {
  await admin`insert into recovery_claim (school_id, pupil_id, school_year, absence_date, step, earned_date, earned_school_id,
    session_ids, reason, at) values (${school}, ${pupil}, 2026, ${day}, 'claimed', '2026-10-17', ${school}, '{1}', 'Oldest.', ${at})`;
  await admin`insert into claim_certified_day (school_id, certification_id, pupil_id, absence_date, earned_date,
    earned_school_id, session_ids, grade) values (${school}, 1, ${pupil}, ${day}, '2026-10-17', ${school}, '{1}', 3)`;
  const [correction] = await admin<
    { id: number }[]
  >`insert into claim_correction (school_id, certification_id, pupil_id,
    absence_date, change, reason, at) values (${school}, 1, ${pupil}, ${day}, 'removed', 'Suspended.', ${at}) returning id`;
  await admin`insert into claim_correction_settlement (school_id, correction_id, outcome, reason, by, at)
    values (${school}, ${correction!.id}, 'reported', 'Sent.', 1, ${at})`;
  const [batch] = await admin<
    { id: number }[]
  >`insert into recovery_export (school_id, kind, proposed_by, proposed_at)
    values (${school}, 'ATT', 1, ${at}) returning id`;
  await admin`insert into recovery_export_step (school_id, export_id, step, by, at) values (${school}, ${batch!.id}, 'approved', 1, ${at})`;
  await admin`insert into recovery_export_item (school_id, export_id, pupil_id, on_date, action, student_number, code)
    values (${school}, ${batch!.id}, ${pupil}, ${day}, 'set', 1, 'M')`;
  const [message] = await admin<
    { id: number }[]
  >`insert into recovery_message (school_id, pupil_id, session_id, kind,
    channel, language, by, at) values (${school}, ${pupil}, 1, 'invitation', 'letter', 'en', 1, ${at}) returning id`;
  await admin`insert into recovery_message_step (school_id, message_id, step, at) values (${school}, ${message!.id}, 'printed', ${at})`;
}

async function planning(admin: postgres.Sql, school: number): Promise<void> {
  const [session] = await admin<
    { id: number }[]
  >`select min(id)::int as id from recovery_session where school_id = ${school}`;
  const id = session!.id;
  await admin`insert into recovery_session_teacher (school_id, session_id, teacher_id, step, by, at)
    values (${school}, ${id}, 502, 'joined', 1, ${at})`;
  await admin`insert into recovery_session_purpose (school_id, session_id, standard, meals_served, alongside, in_person, by, at)
    values (${school}, ${id}, 'CCSS.MATH.4.NF', true, 'elop', true, 1, ${at})`;
  await admin`insert into recovery_board_adoption (school_id, adopted_on, body, reference, by, at)
    values (${school}, '2026-06-09', 'the governing board', 'item 12.b', 1, ${at})`;
  await admin`insert into recovery_unlock (school_id, session_id, by, at, until, reason)
    values (${school}, ${id}, 1, ${at}, '2026-10-15T17:00:00Z', 'A late sheet.')`;
  await admin`insert into recovery_hold_decision (school_id, session_id, rule, decision, reason, by, at)
    values (${school}, ${id}, 'AR-SES-7', 'counts', 'A second teacher was there.', 1, ${at})`;
  await admin`insert into recovery_import (school_id, file_name, file_hash, row_count, by, at)
    values (${school}, 'sheet.csv', 'x', 1, 1, ${at})`;
  const [program] = await admin<
    { id: number }[]
  >`insert into recovery_program (school_id, kind, name, subject, starts_on,
    ends_on, weekdays, starts_at, ends_at, room, teacher_ids, low_grade, high_grade, capacity, created_by, created_at)
    values (${school}, 'saturday', 'Saturdays', 'Math', '2026-10-01', '2026-12-18', '{6}', 540, 780, '1', '{501}', -1, 6, 20,
    1, ${at}) returning id`;
  await admin`insert into recovery_program_exception (school_id, program_id, on_date, reason, by, at)
    values (${school}, ${program!.id}, '2026-11-28', 'Thanksgiving.', 1, ${at})`;
  const [season] = await admin<{ id: number }[]>`insert into recovery_season (school_id, name, inputs, by, at)
    values (${school}, 'Fall', '{}', 1, ${at}) returning id`;
  await admin`insert into recovery_season_adoption (school_id, season_id, session_ids, place_count, by, at)
    values (${school}, ${season!.id}, ${[id]}, 1, 1, ${at})`;
  const [reading] = await admin<
    { id: number }[]
  >`insert into aeries_makeup_reading (school_id, file_name, row_count, by, at)
    values (${school}, 'att.csv', 1, 1, ${at}) returning id`;
  await admin`insert into aeries_makeup (school_id, reading_id, student_number, on_date, code)
    values (${school}, ${reading!.id}, 1, ${day}, 'M')`;
}
