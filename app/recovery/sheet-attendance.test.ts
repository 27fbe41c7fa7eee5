import { afterAll, beforeAll, expect, test } from "vitest";
import { action } from "#app/routes/schools.$schoolId.recovery.sheets/route.tsx";
import { type Oak, oak, openOak } from "../../tests/page/oak.ts";
import { readSheet } from "./sheet.ts";
import { readAttendance } from "./sheet-attendance.ts";

const sentences = (text: string) =>
  readAttendance(readSheet(text)).errors.map(({ row, sentence }) => `${row} ${sentence}`);

test("each row that cannot be is named with what to do; a wrong column with the columns expected", () => {
  expect(sentences("Pupil,Date,In,Out\n1,2026-10-17,8:00,9:00")).toEqual([
    "1 The first row has neither “Student number” nor “Student ID”. Add one of them.",
  ]);
  expect(sentences("SN,When,In,Out\n1,2026-10-17,8:00,9:00")[0]).toContain(
    "1 The first row has no column “Date”. Not known: “When”. Expected: ",
  );
  expect(
    sentences(
      "SN;Date;In;Out;Session\n1;2026-10-17;8:00;9:00;\nx;2026-10-17;8:00;9:00;\n1;Saturday;8:00;9:00;\n" +
        "1;2026-10-17;9:00;8:00;\n1;2026-10-17;10:00 PM;12:30 AM;\n1;2026-10-17;8:00;10/18/2026 0:30;\n" +
        "1;2026-10-17;8:00;;\n1;2026-10-17;8:00;9:00;Math",
    ),
  ).toEqual([
    "3 “x” is no student number or ID. Write digits only.",
    "4 “Saturday” is no date. Write 2026-10-17 or 10/17/2026.",
    "5 Out at 8:00 am is not after in at 9:00 am. Correct one of them.",
    "6 Out at 12:30 am is after midnight. A stay cannot run over midnight: enter when the pupil left that day.",
    "7 A time is on October 18, 2026 and the row on October 17, 2026. A stay cannot run over midnight: enter when the pupil left that day.",
    "8 A time is missing. Enter both the time in and the time out.",
    "9 “Math” names no session. Write its number or the time it starts, or leave it empty.",
  ]);
});

let school: Oak;
let principal: Awaited<ReturnType<Oak["principal"]>>;
let sessionId: number;
beforeAll(async () => {
  school = await openOak("2026-10-17T21:00:00Z");
  principal = await school.principal();
  const lay = async (startsAt: number, endsAt: number) => {
    const [row] =
      await school.admin`insert into recovery_session (school_id, on_date, starts_at, ends_at, room, teacher_id,
        subject, low_grade, high_grade, capacity, created_at)
      values (10, '2026-10-17', ${startsAt}, ${endsAt}, '1', 501, 'Math', -1, 6, 20, now()) returning id`;
    return Number(row!.id);
  };
  sessionId = await lay(480, 750);
  await lay(780, 840);
  await school.admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, at)
    values (10, ${sessionId}, 1001, 'booked', 1, now())`;
});
afterAll(() => school.close());

const send = (pasted: string, more: Record<string, string> = {}) =>
  principal.post(action, "/x", oak, { pasted, ...more });
const titles = "Student number,Date,In,Out,Session\n";
const rows = () =>
  school.admin`select pupil_id, stay, in_at, out_at, source from recovery_presence order by pupil_id, stay`;

test("unknown pupils, days without a session, overlaps and families who were not asked come back; nothing is saved", async () => {
  const answer = await send(
    `${titles}1,10/17/2026,8:00 AM,10:00,\n1,10/17/2026,9:30,12:00,\n99,2026-10-17,8:00,9:00,\n` +
      "1,2026-10-24,8:00,9:00,\n1,2026-10-17,12:00,13:30,\n1,2026-10-17,14:00,15:00,780\n",
  );
  expect(answer.status).toBe(400);
  expect(answer.body?.reply?.errors.map(({ row, sentence }) => [row, sentence.slice(0, 32)])).toEqual([
    [3, "This overlaps row 2, of the same"],
    [4, "No pupil of this school has the "],
    [5, "There is no session on October 2"],
    [6, "Several sessions fit. Name one i"],
    [7, "No session of that day fits. The"],
  ]);
  const unasked = await send(`${titles}2,2026-10-17,8:00,9:00,8:00\n`);
  expect(unasked.body?.reply?.errors[0]?.sentence).toContain("the family has not answered yet");
  expect(await rows()).toHaveLength(0);
  expect(await school.admin`select 1 from recovery_import`).toHaveLength(0);
});

test("a good sheet is taken over once, with several stays, and those who came without a place", async () => {
  const sheet = `${titles}1,10/17/2026,8:00 AM,10:00,\n1,10/17/2026,10:30,12:30 PM,\n2,2026-10-17,8:05,12:30,8:00\n`;
  const saved = await send(sheet, { saidBy: "signed forms" });
  expect(saved.body).toEqual({ reply: null, done: { stays: 3, sessions: 1 }, asks: null });
  const kept = [
    { pupil_id: 1001, stay: 1, in_at: 480, out_at: 600, source: "import" },
    { pupil_id: 1001, stay: 2, in_at: 630, out_at: 750, source: "import" },
    { pupil_id: 1002, stay: 1, in_at: 485, out_at: 750, source: "import" },
  ];
  expect(await rows()).toEqual(kept);
  const [yes] = await school.admin`select pupil_id, answer, said_by, session_id::int from recovery_election`;
  expect(yes).toEqual({ pupil_id: 1002, answer: "yes", said_by: "signed forms", session_id: sessionId });
  const again = await send(sheet.replaceAll(",", "\t").replaceAll("\n", "\r\n"));
  expect([again.status, again.body?.reply?.problem]).toEqual([
    400,
    "This sheet was taken over on Oct 17, 2026, 2:00 pm, as pasted rows. Nothing was changed.",
  ]);
  const other = await send(`${titles}1,2026-10-17,8:00,9:00,8:00\n`);
  expect(other.body?.reply?.errors[0]?.sentence).toContain("Other times of this pupil are on record");
  expect(await rows()).toEqual(kept);
});

test("what a family said after the session gives no place in it, and a no of today stands", async () => {
  const row = `${titles}3,2026-10-17,8:00,9:00,8:00\n`;
  const say = (answer: string, at: string) => school.admin`insert into recovery_election
    (school_id, pupil_id, answer, said_by, at) values (10, 1003, ${answer}, 'mother', ${at})`;
  await say("yes", "2026-10-18T12:00:00Z");
  expect((await send(row)).body?.reply?.errors[0]?.sentence).toContain("the family has not answered yet");
  await say("no", "2026-10-18T13:00:00Z");
  const declined = await send(row, { saidBy: "signed forms" });
  expect(declined.body?.reply?.errors[0]?.sentence).toContain("the family has declined");
  await school.database.empty("recovery_election");
});

test("a yes on paper takes the place of a no to the session", async () => {
  await school.admin`insert into recovery_election (school_id, pupil_id, session_id, answer, said_by, at)
    values (10, 1003, ${sessionId}, 'no', 'mother', '2026-10-12T12:00:00Z')`;
  const taken = await send(`${titles}3,2026-10-17,8:00,9:00,8:00\n`, { saidBy: "signed forms" });
  expect(taken.body?.reply?.errors ?? []).toEqual([]);
  const said = await school.admin`select answer from recovery_election where pupil_id = 1003 order by id`;
  expect(said.map(({ answer }) => answer)).toEqual(["no", "yes"]);
  await school.database.empty("recovery_election", "recovery_place", "recovery_presence", "recovery_import");
});

test("a pupil who was booked at another school at that time gets no place by a sheet", async () => {
  const [there] =
    await school.admin`insert into recovery_session (school_id, on_date, starts_at, ends_at, room, teacher_id,
      subject, low_grade, high_grade, capacity, created_at)
    values (20, '2026-10-17', 600, 660, '1', 503, 'Math', -1, 6, 20, now()) returning id`;
  await school.admin`insert into recovery_place (school_id, session_id, pupil_id, step, recoverable_days, at)
    values (20, ${there!.id}, 1003, 'booked', 1, now())`;
  const answer = await send(`${titles}3,2026-10-17,8:00,9:00,8:00\n`, { saidBy: "signed forms" });
  expect(answer.body?.reply?.errors).toMatchObject([
    {
      row: 2,
      sentence:
        "This pupil is booked in another session at this time. The pupil has no place in this session.",
    },
  ]);
  await school.database.empty("recovery_place");
});

test("attested times stay as they are, and who may not book cannot send a sheet", async () => {
  await school.admin`insert into recovery_attestation (school_id, session_id, by, at, through_presence_id, pupil_count, minutes_total, statement)
    values (10, ${sessionId}, 1, '2026-10-17T20:30:00Z', 0, 2, 0, '')`;
  const locked = await send(`${titles}3,2026-10-17,8:00,9:00,8:00\n`, { saidBy: "mother" });
  expect(locked.body?.reply?.errors[0]?.sentence).toContain("The teacher has attested");
  for (const someone of [await school.teacher(), await school.clerk()])
    expect((await someone.post(action, "/x", oak, { pasted: titles })).status).toBe(403);
});
