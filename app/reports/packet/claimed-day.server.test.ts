import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#app/access/actor.ts";
import type { Context } from "#app/context.ts";
import { actorAs, layOutSmallDistrict } from "../../../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../../tests/database/test-database.ts";
import { contextOf } from "../../../tests/page/signed-in.ts";
import { layOutClaimedDays } from "../../../tests/recovery/claimed-days.ts";
import { claimedDaySheet } from "./claimed-day-sheet.ts";
import { claimedDays, oneClaimedDay } from "./claimed-days.server.ts";
import { type Sheet, sheetWords } from "./sheet.ts";

const clock = clockAt("2026-11-02T17:00:00Z");
const today = clock.today();
let database: TestDatabase;
let context: Context;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  await layOutClaimedDays(database.admin);
  context = contextOf(database, clock).context;
});
afterAll(() => database.drop());

const day = (text: string) => Temporal.PlainDate.from(text);
const principal = () => actorAs("school administrator", 10);
const district = (): Actor => ({ ...actorAs("compliance officer", 10), isDistrict: true });
const unseen = async () => {};

async function sheetOf(actor: Actor, pupilId: number, date: string): Promise<Sheet> {
  const found = await oneClaimedDay(context, actor, { pupilId, absenceDate: day(date) }, today, unseen);
  if (found === null) throw new Error("No such claimed day.");
  return claimedDaySheet(found.day, found.settings, sheetWords(found, "America/Los_Angeles"));
}
const said = (sheet: Sheet) =>
  sheet.parts.flatMap(({ title, facts, tables }) => [
    title,
    ...facts.map(({ term, is }) => `${term}: ${is}`),
    ...tables.flatMap(({ rows }) => rows.map((row) => row.join(" | "))),
  ]);

test("a claimed day can be followed from the absence to the minute", async () => {
  const sheet = await sheetOf(principal(), 1001, "2026-09-21");
  expect(sheet.title).toBe("Adams, Sam: Mon, Sep 21, 2026 recovered");
  expect(sheet.warnings).toEqual([]);
  const lines = said(sheet);
  expect(lines).toContain("Code in force: U (Unexcused); U (Unexcused) when it was claimed");
  expect(lines).toContain(
    "Sep 22, 2026, 9:00 am | Office, Ann Abe | All day | U (Unexcused) | mother called",
  );
  expect(lines).toContain("Place: Day 1 of 1 claimed in 2026-27; at most 10 (AR-CAP-1, -2)");
  expect(lines).toContain("Minimum day: 240 minutes: grade 4. EC 46113.");
  expect(lines).toContain(
    "Sat, Oct 17, 2026 | 255 | 240 | 15 | 0 | 255 minutes attended reach the minimum day of 240: 240 credited. With them a minimum day of 240 minutes is full: one day earned.",
  );
  expect(lines).toContain(
    "Minutes: 280 in the room, left out: 10 outside the session's hours, 15 of no instruction (recess, 10:00 am to 10:15 am); 255 of instruction.",
  );
  expect(lines.find((line) => line.startsWith("Ratio"))).toContain("2 pupils with 1 teacher");
  expect(lines.find((line) => line.startsWith("Attested"))).toContain("Ann Abe, Oct 17, 2026, 12:40 pm");
  expect(lines).toContain(
    "Family's yes: Yes, said by mother, by phone; recorded by Ann Abe, Oct 10, 2026, 11:00 am (AR-PUP-3)",
  );
});

test("AR-SES-6, -8, AR-ELO-3, -5 and AR-LEA-4: the sheet says what the session was for, and who adopted recovery", async () => {
  const purposeIn = async () =>
    said(await sheetOf(principal(), 1001, "2026-09-21")).find((line) => line.startsWith("What it was for"));
  expect(await purposeIn()).toBe(
    "What it was for: Mathematics; not on record, since nobody was asked. It added to the classroom program for a limited term (AR-LEA-4): no adoption by the board on record.",
  );
  await database.admin`insert into recovery_session_purpose (school_id, session_id, standard, meals_served, alongside, in_person, by, at)
    select 10, id, 'CCSS.MATH.4.NF', true, 'elop', true, 1, now() from recovery_session where school_id = 10`;
  await database.admin`insert into recovery_board_adoption (school_id, adopted_on, body, reference, by, at) values
    (10, '2026-06-09', 'the governing board', 'item 12.b', 1, now()), (10, '2026-12-01', 'the governing board', 'too late', 1, now())`;
  expect(await purposeIn()).toBe(
    "What it was for: Mathematics; standard: CCSS.MATH.4.NF; meals: Served; at the same time: Expanded Learning Opportunities Program (ELO-P); held: In person. The stricter supervision rule held (AR-ELO-3), and its sign-in was not counted for the other program (AR-ELO-5). It added to the classroom program for a limited term (AR-LEA-4): adopted by the governing board on June 9, 2026, item 12.b.",
  );
});

test("the ratio of a session counts who was in it during its hours, and teachers who could supervise it", async () => {
  const { admin } = database;
  await admin`insert into recovery_session_teacher (school_id, session_id, teacher_id, step, at)
    values (10, 1, 504, 'joined', '2026-10-16T16:00:00Z')`;
  for (const pupilId of [1004, 1005])
    await admin`insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, by, at)
      values (10, 1, ${pupilId}, 460, 480, 901, '2026-10-17T19:32:00Z')`;
  const ratio = async () =>
    said(await sheetOf(principal(), 1001, "2026-09-21")).find((line) => line.startsWith("Ratio"));
  expect(await ratio()).toBe(
    "Ratio: Fullest at 8:00 am: 2 pupils with 1 teacher: within the limit of 20 (20 pupils to a teacher in grades 1 to 12). EC 46211(f).",
  );
  await admin`insert into recovery_session_teacher (school_id, session_id, teacher_id, step, at)
    values (10, 1, 501, 'left', '2026-10-17T16:00:00Z')`;
  expect(await ratio()).toContain("NOBODY QUALIFIED was there from 9:00 am to 12:30 pm (AR-SES-2).");
  await admin`insert into recovery_session_teacher (school_id, session_id, teacher_id, step, at)
    values (10, 1, 501, 'joined', '2026-10-17T16:00:00Z')`;
});

test("time at another school is date, school and minutes to the school, and everything to the district", async () => {
  const here = said(await sheetOf(principal(), 1003, "2026-09-22"));
  expect(here).toContain(
    "Sat, Oct 24, 2026: 240 minutes at Bay Elementary. Its records of the session are open to that school and to the district.",
  );
  expect(here.join(" ")).not.toContain("Cruz");
  const there = said(await sheetOf(district(), 1003, "2026-09-22"));
  expect(there.find((line) => line.startsWith("Teacher"))).toContain("Cy Cruz");
  expect(there.join(" ")).not.toContain("open to that school");
});

test("a day that nobody claims, of another school, or withdrawn again, does not exist", async () => {
  const ask = (actor: Actor, pupilId: number, date: string) =>
    oneClaimedDay(context, actor, { pupilId, absenceDate: day(date) }, today, unseen);
  expect(await ask(principal(), 1001, "2026-09-22")).toBe(null);
  expect(await ask(actorAs("school administrator", 20), 1001, "2026-09-21")).toBe(null);
});

test("minutes on record in two sessions are said to count in one, and time that might not be claimed comes first", async () => {
  const { admin } = database;
  await admin`insert into recovery_session (school_id, id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
    overriding system value values (10, 9, '2026-10-17', 480, 540, '7', 502, 'Reading', 1, 6, 20, '2026-10-01T00:00:00Z')`;
  await admin`insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, by, at)
    values (10, 9, 1001, 480, 540, 901, '2026-10-17T19:01:00Z')`;
  await admin`insert into recovery_attestation (school_id, session_id, by, at, through_presence_id, pupil_count, minutes_total, statement)
    select 10, 9, 901, '2026-10-17T19:10:00Z', max(id), 1, 60, 'I supervised this session.' from recovery_presence`;
  await admin`insert into recovery_claim (school_id, pupil_id, school_year, absence_date, step, earned_date, earned_school_id, session_ids, code, reason, at)
    values (10, 1001, 2026, '2026-09-21', 'claimed', '2026-10-17', 10, '{1,9}', 'U', 'Oldest absence first.', '2026-10-18T03:00:00Z')`;
  const sheet = await sheetOf(district(), 1001, "2026-09-21");
  expect(sheet.warnings).toEqual([]);
  expect(said(sheet)).toContain(
    "Minutes: 60 in the room, nothing left out; 60 of instruction. 60 of them do not count: On record in session 1 at the same time, and counted there. (AR-SES-3)",
  );
  await admin`insert into recovery_election (school_id, pupil_id, session_id, answer, said_by, by, at)
    values (10, 1001, 1, 'no', 'father', 901, '2026-10-16T18:00:00Z')`;
  const declined = await sheetOf(district(), 1001, "2026-09-21");
  expect(declined.warnings).toEqual([
    expect.stringContaining("do not earn a day on October 17, 2026"),
    "255 minutes of session 1 do not count. Recovery is voluntary, and the family had declined. (AR-PUP-3)",
  ]);
  await admin`insert into recovery_election (school_id, pupil_id, session_id, answer, said_by, by, at)
    values (10, 1001, 1, 'yes', 'father', 901, '2026-10-16T19:00:00Z')`;
  await admin`insert into recovery_cancellation (school_id, session_id, reason, by, at) values (10, 9, 'Flood', 901, '2026-10-17T20:00:00Z')`;
  await admin`insert into recovery_claim (school_id, pupil_id, school_year, absence_date, step, earned_date, earned_school_id, session_ids, code, reason, at)
    values (10, 1001, 2026, '2026-09-21', 'claimed', '2026-10-17', 10, '{1}', 'U', 'Oldest absence first.', '2026-10-18T03:00:00Z')`;
});

test("what the records do not bear out any more is said first", async () => {
  const { admin } = database;
  await admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, by, at, reason)
    values (10, 2026, '2026-09-22', '', 1003, 'office', 101, 'S', 901, '2026-10-30T16:00:00Z', 'was suspended')`;
  await admin`insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, by, at, reason)
    values (20, 2, 1003, 480, 600, 903, '2026-10-30T19:00:00Z', 'left at ten')`;
  const sheet = await sheetOf(district(), 1003, "2026-09-22");
  expect(sheet.warnings[0]).toContain("AR-ABS-2");
  expect(sheet.warnings[1]).toContain("do not earn a day on October 24, 2026");
  const attested = said(sheet).find((line) => line.startsWith("Attested"));
  expect(attested).toContain(
    "this pupil's times were corrected afterwards (1 entry), which counts once the teacher attests anew",
  );
});

test("many days are read as one day is", async () => {
  const asked = { schoolIds: [10, 20], schoolYear: 2026, through: today };
  const span = { missedFrom: day("2026-07-01"), through: today };
  const all = await claimedDays(context, district(), asked, span, unseen);
  expect(all.days.map(({ claim }) => claim.pupilId)).toEqual([1001, 1003]);
  for (const each of all.days) {
    const alone = await oneClaimedDay(context, district(), each.claim, today, unseen);
    expect(each).toEqual(alone?.day);
  }
});
