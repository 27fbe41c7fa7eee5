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

/** A session of teacher 501 on a day, with these pupils in it from 8:00 to 12:00, the last one from 9:30 on. */
async function held(date: string, pupils: readonly number[]): Promise<number> {
  const { admin } = office.database;
  const [row] = await admin`insert into recovery_session
    (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
    values (10, ${date}, 480, 720, '1', 501, 'Mathematics', 1, 6, 20, now()) returning id::int`;
  for (const pupilId of pupils)
    await admin`insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, by, at)
      values (10, ${row!.id}, ${pupilId}, ${pupilId === pupils.at(-1) ? 570 : 480}, 720, 1, now())`;
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
  expect((await people.coordinator.post(decide, "/h", yes, at())).status).toBe(403);
  expect((await people.abe.post(decide, "/h", yes, at())).status).toBe(403);
  expect(errorsOf(await people.principal.post(decide, "/h", {}, at()))).toEqual({
    "decision.AR-SES-7": "Choose whether the minutes count.",
  });
  const silent = await people.principal.post(decide, "/h", { "decision.AR-SES-7": "counts" }, at());
  expect([silent.status, errorsOf(silent)["reason.AR-SES-7"]]).toEqual([
    400,
    "Say why. An auditor reads it.",
  ]);
  expect(await heldNow()).toEqual([crowded]);
  expect((await people.principal.post(decide, "/h", yes, at())).to).toBe("/schools/10/recovery/holds");
  expect((await people.principal.post(decide, "/h", yes, at())).status).toBe(302);
  expect(await heldNow()).toEqual([]);
  expect(await office.queued("settle-claims")).toBe(1);
  const out = { "decision.AR-SES-7": "kept out", "reason.AR-SES-7": "nobody can say who helped" };
  await people.principal.post(decide, "/h", out, at());
  expect(await heldNow()).toEqual([crowded]);
  expect((await listed("coordinator"))[0]?.holds[0]?.decision?.words).toMatch(
    /^Kept out, by .* on Oct 16, 2026, 10:00 am: nobody can say who helped$/,
  );
  const rows = await office.database.admin`select decision from recovery_hold_decision order by id`;
  expect(rows.map(({ decision }) => decision)).toEqual(["counts", "kept out"]);
  const entries = await office.database
    .admin`select action from audit_entry where action like 'held session%' order by id`;
  expect(entries.map(({ action }) => action)).toEqual(["held session counted", "held session kept out"]);
  await people.principal.post(decide, "/h", yes, at());
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
