import { afterAll, beforeAll, expect, test } from "vitest";
import {
  loader as credentials,
  action as record,
} from "#app/routes/schools.$schoolId.recovery.credentials/route.tsx";
import { loader as list } from "#app/routes/schools.$schoolId.recovery.holds._index/route.tsx";
import {
  action as decide,
  loader as hold,
} from "#app/routes/schools.$schoolId.recovery.holds.$sessionId/route.tsx";
import { actorAs } from "../../tests/database/small-district.ts";
import { addAbsentPupils } from "../../tests/recovery/saturday.ts";
import { openRecoveryOffice } from "../../tests/recovery/staff-of-a-session.ts";
import type { FormReply } from "./form-reply.ts";
import type { HeldSessionView } from "./hold-view.ts";
import { readHeldSessions } from "./holds.server.ts";
import { defaultRecoverySettings } from "./settings.ts";

let office: Awaited<ReturnType<typeof openRecoveryOffice>>;
let people: (typeof office)["people"];
let crowded: number;
let quiet: number;
let called: number;
beforeAll(async () => {
  office = await openRecoveryOffice();
  people = office.people;
  const pupils = await addAbsentPupils(office.database.admin, 21);
  crowded = await held("2026-10-10", pupils);
  quiet = await held("2026-10-03", pupils.slice(0, 20));
  called = await held("2026-10-11", pupils);
  await office.database.admin`insert into recovery_cancellation (school_id, session_id, reason, by, at)
    values (10, ${called}, 'x', 1, now())`;
});
afterAll(() => office.close());

/** A session of teacher 501 on a day, with these pupils in it for its four hours, the last one of several from 9:30 on. */
async function held(date: string, pupils: readonly number[], startsAt = 480): Promise<number> {
  const late = pupils.length > 1 ? pupils.at(-1) : undefined;
  const { admin } = office.database;
  const [row] = await admin`insert into recovery_session
    (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
    values (10, ${date}, ${startsAt}, ${startsAt + 240}, '1', 501, 'Mathematics', 1, 6, 20, now()) returning id::int`;
  for (const pupilId of pupils)
    await admin`insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, by, at)
      values (10, ${row!.id}, ${pupilId}, ${pupilId === late ? 570 : startsAt}, ${startsAt + 240}, 1, now())`;
  return row!.id;
}
const school = { schoolId: "10" };
const heldNow = async () => {
  const which = {
    schoolIds: [10],
    schoolYear: 2026,
    settings: defaultRecoverySettings,
    timeZone: "America/Los_Angeles",
  };
  const actor = actorAs("recovery coordinator", 10);
  return [...(await office.database.web.asActor(actor, (tx) => readHeldSessions(tx, which))).keys()];
};
const listed = async (who: keyof typeof people) =>
  ((await people[who].get(list, "/h", school)).body as { sessions: HeldSessionView[] }).sessions;
const errorsOf = (answer: { body: unknown }) => (answer.body as FormReply).errors;
const at = () => ({ ...school, sessionId: String(crowded) });
const yes = {
  "decision.AR-SES-7": "counts",
  "reason.AR-SES-7": "Bo Bell helped from 9:30, see the staff sheet",
};
/** Sends a decision with the sentences that the page shows of a session. */
const send = async (who: keyof typeof people, values: Record<string, string>, where = at()) => {
  const { session } = (await people[who].get(hold, "/h", where)).body as { session: HeldSessionView };
  const found = session.holds.map(({ rule, reason }) => [`found.${rule}`, reason] as [string, string]);
  return people[who].post(decide, "/h", [...found, ...Object.entries(values)], where);
};
const holdOf = async (rule: string, where = at()) => {
  const { session } = (await people.principal.get(hold, "/h", where)).body as { session: HeldSessionView };
  return session.holds.find((one) => one.rule === rule)!;
};

test("a session with a pupil too many is held, with the minute, the count and the limit; its neighbors are not", async () => {
  expect(await heldNow()).toEqual([crowded]);
  const [session] = await listed("coordinator");
  expect(session?.holds).toMatchObject([
    { rule: "AR-SES-7", peak: { at: "9:30 am", pupils: 21, limit: 20 }, decision: null },
  ]);
  expect(session?.teachers).toBe("Ann Abe");
  expect((await people.coordinator.get(hold, "/h", { ...school, sessionId: String(quiet) })).status).toBe(
    404,
  );
});

test("a correction of the times ends the hold, and brings it back", async () => {
  const correct = (outAt: number) => office.database.admin`
    insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, by, at)
    values (10, ${crowded}, 3001, 480, ${outAt}, 1, now())`;
  await correct(570);
  expect(await heldNow()).toEqual([]);
  await correct(720);
  expect(await heldNow()).toEqual([crowded]);
});

test("a second teacher who joined raises the limit until they leave", async () => {
  const step = (what: string) => office.database.admin`
    insert into recovery_session_teacher (school_id, session_id, teacher_id, step, at) values (10, ${crowded}, 502, ${what}, now())`;
  await step("joined");
  expect(await heldNow()).toEqual([]);
  await step("left");
  expect(await heldNow()).toEqual([crowded]);
});

test("an administrator decides, with a reason; the newest decision is in force and all stay on record", async () => {
  expect((await send("coordinator", yes)).status).toBe(403);
  expect((await people.abe.post(decide, "/h", yes, at())).status).toBe(403);
  expect(errorsOf(await send("principal", {}))).toEqual({
    "decision.AR-SES-7": "Choose whether the minutes count.",
  });
  const silent = await send("principal", { "decision.AR-SES-7": "counts" });
  expect([silent.status, errorsOf(silent)["reason.AR-SES-7"]]).toEqual([
    400,
    "Say why. An auditor reads it.",
  ]);
  expect(await heldNow()).toEqual([crowded]);
  expect((await send("principal", yes)).to).toBe("/schools/10/recovery/holds");
  expect((await send("principal", yes)).status).toBe(302);
  expect(await heldNow()).toEqual([]);
  expect(await office.queued("settle-claims")).toBe(1);
  const out = { "decision.AR-SES-7": "kept out", "reason.AR-SES-7": "nobody can say who helped" };
  await send("principal", out);
  expect(await heldNow()).toEqual([crowded]);
  expect((await listed("coordinator"))[0]?.holds[0]?.decision?.words).toMatch(
    /^Kept out, by .* on Oct 16, 2026, 10:00 am: nobody can say who helped$/,
  );
  const rows = await office.database.admin`select decision from recovery_hold_decision order by id`;
  expect(rows.map(({ decision }) => decision)).toEqual(["counts", "kept out"]);
  const entries = await office.database
    .admin`select action from audit_entry where action like 'held session%' order by id`;
  expect(entries.map(({ action }) => action)).toEqual(["held session counted", "held session kept out"]);
  await send("principal", yes);
});

test("a decision ends where a breach becomes worse, and the page says what it was about; it stands for a lesser one", async () => {
  const { admin } = office.database;
  expect(await heldNow()).toEqual([]);
  const more = (count: number, inAt: number | null) =>
    Promise.all(
      Array.from(
        { length: count },
        (_, index) => admin`insert into recovery_presence
      (school_id, session_id, pupil_id, stay, in_at, out_at, by, at)
      values (10, ${crowded}, ${1001 + index}, 1, ${inAt}, ${inAt === null ? null : 720}, 1, now())`,
      ),
    );
  const stale = { ...yes, "found.AR-SES-7": (await holdOf("AR-SES-7")).reason };
  await more(3, 660);
  expect(await heldNow()).toEqual([crowded]);
  expect(await holdOf("AR-SES-7")).toMatchObject({
    decision: null,
    peak: { at: "11:00 am", pupils: 24 },
    earlier: expect.stringMatching(
      /^Counts, by .* \(It was about: At 9:30 am: 21 pupils with 1 teacher: .*decide anew\.\)$/,
    ),
  });
  const answer = await people.principal.post(decide, "/h", stale, at());
  expect([answer.status, errorsOf(answer)]).toEqual([
    400,
    {
      "decision.AR-SES-7":
        "What was found is no longer what you read. Read it below as it is now, then decide.",
    },
  ]);
  await send("principal", yes);
  expect(await heldNow()).toEqual([]);
  await more(2, null);
  expect(await heldNow()).toEqual([]);
  await more(3, null);
});

test("AR-SES-1: a session that a change of calendar or bells puts into the school day is held until it is decided", async () => {
  const { admin } = office.database;
  const after = await held("2026-10-15", [3001], 900);
  const where = { ...school, sessionId: String(after) };
  expect(await heldNow()).toEqual([]);
  await admin`insert into bell_period (school_id, date, period, starts_at, ends_at) values (10, '2026-10-15', '1', 480, 930)`;
  expect(await heldNow()).toEqual([after]);
  expect(await holdOf("AR-SES-1", where)).toMatchObject({
    name: "In the school day",
    reason:
      "By the calendar and the bells as they are now, school ran from 8:00 am to 3:30 pm on October 15, 2026, so the session lay in it from 3:00 pm to 3:30 pm.",
  });
  await send("principal", { "decision.AR-SES-1": "counts", "reason.AR-SES-1": "the bells are wrong" }, where);
  expect(await heldNow()).toEqual([]);
  await admin`update bell_period set ends_at = 940 where school_id = 10 and date is not null`;
  expect(await heldNow()).toEqual([after]);
  await admin`delete from bell_period where school_id = 10 and date is not null`;
  expect(await heldNow()).toEqual([]);
  await admin`update bell_period set ends_at = 950 where school_id = 10`;
  expect(await heldNow()).toEqual([after]);
  await admin`update calendar_day set holiday_code = '#' where school_id = 10 and date = '2026-10-15'`;
  expect(await heldNow()).toEqual([]);
  await admin`update bell_period set ends_at = 900 where school_id = 10`;
  await admin`insert into recovery_cancellation (school_id, session_id, reason, by, at) values (10, ${after}, 'x', 1, now())`;
});

const document = {
  staffId: "501",
  document: "Clear Multiple Subject 1",
  validFrom: "",
  expiresOn: "2026-10-05",
  employed: "yes",
};
const stateOf = async (staffId: number) => {
  const { teachers } = (await people.coordinator.get(credentials, "/c", school)).body as {
    teachers: { staffId: number; state: string; words: string }[];
  };
  return teachers.find((teacher) => teacher.staffId === staffId);
};

test("a document that had lapsed holds the session out, a renewal does not hide it, and a correction does", async () => {
  expect(await stateOf(501)).toMatchObject({ state: "unverified" });
  expect((await people.coordinator.post(record, "/c", document, school)).status).toBe(403);
  expect((await people.principal.post(record, "/c", document, school)).status).toBe(302);
  expect((await people.principal.post(record, "/c", document, school)).status).toBe(302);
  expect(await heldNow()).toEqual([crowded]);
  expect((await listed("principal"))[0]?.holds[0]).toMatchObject({
    rule: "AR-SES-2",
    reason:
      "Ann Abe's certification document lapsed on October 5, 2026. Nobody qualified was there from 8:00 am to 12:00 pm.",
  });
  const renewal = {
    ...document,
    document: "Clear Multiple Subject 2",
    validFrom: "2026-10-14",
    expiresOn: "2026-12-01",
  };
  await people.principal.post(record, "/c", renewal, school);
  expect(await stateOf(501)).toMatchObject({ state: "ending", words: "Ends in 46 days." });
  expect(await heldNow()).toEqual([crowded]);
  await people.principal.post(record, "/c", { ...document, expiresOn: "2026-10-31" }, school);
  expect(await heldNow()).toEqual([]);
  const [count] = await office.database.admin`select count(*)::int as n from teacher_credential`;
  expect(count?.n).toBe(3);
});

test("an entry that cannot be is told at its field", async () => {
  const wrong = { ...document, document: "", validFrom: "2026-11-01", expiresOn: "2026-10-05", employed: "" };
  expect(errorsOf(await people.principal.post(record, "/c", wrong, school))).toEqual({
    document: "Enter the document as it is named and numbered.",
    expiresOn: "The document ends before it begins. Check both days.",
    employed: "Choose whether the district employs the teacher.",
  });
  expect(
    errorsOf(await people.principal.post(record, "/c", { ...document, staffId: "503" }, school)),
  ).toEqual({
    staffId: "Choose a teacher of this school.",
  });
});

test("everyday bells of a new school year say nothing of sessions of the last", async () => {
  const { admin } = office.database;
  const after = await held("2026-10-14", [3001], 900);
  await admin`update bell_period set ends_at = 920 where school_id = 10`;
  expect(await heldNow()).toContain(after);
  office.clock.move({ hours: 24 * 320 });
  expect(await heldNow()).not.toContain(after);
  await admin`insert into bell_period (school_id, date, period, starts_at, ends_at) values (10, '2026-10-14', '1', 480, 920)`;
  expect(await heldNow()).toContain(after);
});
