import type postgres from "postgres";
import { usualBands } from "#app/recovery/season/season.ts";
import { layOutClaimedDays } from "../recovery/claimed-days.ts";
import { addAbsentPupils } from "../recovery/saturday.ts";

/** The Wednesday after the Saturdays of `layOutClaimedDays`, at ten in the morning. */
export const fullSchoolMorning = "2026-10-28T17:00:00Z";

const at = "2026-10-26T17:00:00Z";

/**
 * The small district with something about a pupil for every page of school 10 to tell: claimed days, a Saturday to
 * come with places, invitations and times, exports both ways, rows that did not fit, corrections, and what people
 * changed and looked at. Answers the numbers by which pages are addressed.
 */
export async function layOutFullSchool(admin: postgres.Sql) {
  await layOutClaimedDays(admin);
  await addAbsentPupils(admin, 4);
  await admin`insert into enrolment (school_id, pupil_id, school_year, entered_on, grade)
    select 10, pupil_id, 2026, '2026-08-12', 4 from pupil where pupil_id > 3000`;
  await admin`insert into term (school_id, school_year, code, title, starts_on, ends_on)
    values (10, 2026, 'Y', 'Year', '2026-08-12', '2027-06-10')`;
  const session = 3;
  await admin`insert into recovery_session (school_id, id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade,
      high_grade, capacity, created_at)
    overriding system value values (10, ${session}, '2026-10-31', 480, 720, '2', 501, 'Science', 1, 6, 2, ${at})`;
  const steps: [pupil: number, step: string][] = [
    [3001, "booked"],
    [3002, "booked"],
    [3003, "waiting"],
  ];
  for (const [pupil, step] of steps) {
    await admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, by, at)
      values (10, ${session}, ${pupil}, ${step}, 1, 901, ${at})`;
    await admin`insert into recovery_message (school_id, pupil_id, session_id, kind, channel, language, contact_seq, by, at)
      values (10, ${pupil}, ${session}, 'invitation', 'letter', 'en', 1, 901, ${at})`;
    await admin`insert into contact (school_id, pupil_id, seq, sort_order, mailing_name, relationship, language, phone, address, city, zip,
        holds_educational_rights, wants_attendance_notices)
      values (10, ${pupil}, 1, 1, 'To the parents', 'Mother', '00', '555-0100', '12 Olive Ave', 'Sierra Vista', '93699', true, true)`;
  }
  await admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, by, at)
    values (10, 1, 1001, 'booked', 1, 901, ${at}), (10, 1, 1002, 'booked', 1, 901, ${at})`;
  await admin`insert into teacher_credential (staff_id, document, expires_on, employed_by_agency, by, at)
    values (501, 'Multiple Subject', '2026-10-01', true, 901, ${at})`;
  await admin`insert into recovery_hold_decision (school_id, session_id, rule, decision, reason, by, at)
    values (10, 1, 'AR-SES-7', 'counts', 'A second teacher was there.', 901, ${at})`;
  await record(admin);
  return {
    session,
    season: await season(admin),
    program: await program(admin),
    correction: await correction(admin),
    ...(await exportsOf(admin)),
  };
}

async function season(admin: postgres.Sql): Promise<number> {
  const inputs = {
    dates: ["2026-11-07"],
    times: [{ startsAt: 480, endsAt: 720 }],
    rooms: [{ room: "Library", seats: 40 }],
    // The document of 501 has ended.
    teachers: [{ teacherId: 502, startsAt: 0, endsAt: 1440 }],
    subject: "Mathematics",
    minimumFill: 1,
    siblings: "when free",
    bands: usualBands,
    leftOut: { sessions: [], teachers: [], pupils: [] },
    locked: {},
    seats: {},
    changes: null,
  };
  const [row] = await admin<{ id: number }[]>`insert into recovery_season (school_id, name, inputs, by, at)
    values (10, 'Fall Saturdays', ${admin.json(inputs as never)}, 901, ${at}) returning id::int`;
  return row!.id;
}

async function program(admin: postgres.Sql): Promise<number> {
  const [row] = await admin<
    { id: number }[]
  >`insert into recovery_program (school_id, kind, name, subject, starts_on,
      ends_on, weekdays, starts_at, ends_at, room, teacher_ids, low_grade, high_grade, capacity, created_by, created_at)
    values (10, 'saturday', 'Saturdays', 'Math', '2026-10-01', '2026-12-18', '{6}', 540, 780, '1', '{501}', -1, 6, 20, 901, ${at})
    returning id::int`;
  return row!.id;
}

async function correction(admin: postgres.Sql): Promise<number> {
  await admin`insert into claim_certification (school_year, period, through, settings, totals, by, at)
    values (2026, 'P-1', '2026-10-25', '{}', '{}', 901, ${at})`;
  await admin`insert into claim_certified_day (school_id, certification_id, pupil_id, absence_date, earned_date,
    earned_school_id, session_ids, grade) values (10, 1, 1001, '2026-09-21', '2026-10-17', 10, '{1}', 4)`;
  const [row] = await admin<
    { id: number }[]
  >`insert into claim_correction (school_id, certification_id, pupil_id,
    absence_date, change, reason, at) values (10, 1, 1001, '2026-09-21', 'removed', 'Suspended.', ${at}) returning id::int`;
  return row!.id;
}

/** A batch of marks and one of make-ups, each with a pupil, and marks that have not gone out. */
async function exportsOf(admin: postgres.Sql) {
  await admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, by, at)
    values (10, 2026, '2026-10-27', '', 1002, 'teacher', 101, 'A', 901, ${at})`;
  await admin`insert into sync_run (school_id, batch, resource, started_at, finished_at, outcome, window_from, window_to)
    values (10, 'b', 'attendance', ${at}, ${at}, 'ok', '2026-08-12', '2026-10-28')`;
  const [marks] = await admin<
    { id: number }[]
  >`insert into mark_export (school_id, proposed_by, proposed_at, through_mark_id)
    values (10, 901, ${at}, 1) returning id::int`;
  await admin`insert into mark_export_item (school_id, export_id, pupil_id, on_date, period, our_code, mark_id)
    values (10, ${marks!.id}, 1001, '2026-09-21', '', 'U', 1)`;
  const [makeups] = await admin<
    { id: number }[]
  >`insert into recovery_export (school_id, kind, proposed_by, proposed_at)
    values (10, 'ATT', 901, ${at}) returning id::int`;
  await admin`insert into recovery_export_item (school_id, export_id, pupil_id, on_date, action, student_number, code)
    values (10, ${makeups!.id}, 1001, '2026-09-21', 'set', 1, 'M')`;
  const [reading] = await admin<
    { id: number }[]
  >`insert into aeries_makeup_reading (school_id, file_name, row_count, by, at)
    values (10, 'att.csv', 1, 901, ${at}) returning id::int`;
  await admin`insert into aeries_makeup (school_id, reading_id, student_number, on_date, code)
    values (10, ${reading!.id}, 2, '2026-09-23', 'M')`;
  return { markExport: marks!.id, recoveryExport: makeups!.id };
}

/** What did not fit, who changed what and who looked at whom. */
async function record(admin: postgres.Sql): Promise<void> {
  const raw = { pupilId: 1004, date: "2026-10-20", period: "", sectionNumber: null, code: "9" };
  await admin`insert into quarantine (school_id, resource, key, reason, kind, code, raw, first_seen_at, last_seen_at)
    values (10, 'attendance', 'School 10, pupil 1004, 2026-10-20, all day, code 9', 'The code is not in the table.',
      'unknown_code', '9', ${admin.json(raw)}, ${at}, ${at}),
      (10, 'contacts', 'StudentID no. 1005, SequenceNumber 1', 'StudentID is not a whole number.', 'invalid', null,
      ${admin.json({ StudentID: "no. 1005" })}, ${at}, ${at})`;
  await admin`insert into audit_entry (school_id, at, by, actor, action, subject, pupil_ids)
    values (10, ${at}, 901, 'teacher 901', 'register taken', 'register 2026-10-26 section 101', '{1001}')`;
  await admin`insert into pupil_view (school_id, at, by, page, pupil_ids) values (10, ${at}, 901, 'pupil', '{1002}')`;
}
