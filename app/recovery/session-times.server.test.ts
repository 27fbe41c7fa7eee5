import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../../tests/database/test-database.ts";
import { addAttestedSession } from "../../tests/recovery/attested-session.ts";
import { timesInSessions } from "./session-times.server.ts";

const clock = clockAt("2026-12-01T17:00:00Z");
const asked = { schoolIds: [10, 20], schoolYear: 2026, through: clock.today() };
let database: TestDatabase;
let session: number;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
});
beforeEach(async () => {
  await database.empty(
    ...[
      "recovery_presence",
      "recovery_attestation",
      "recovery_election",
      "recovery_session",
      "recovery_session_purpose",
      "recovery_place",
    ],
    ...["recovery_cancellation", "recovery_unlock", "recovery_hold_decision", "recovery_session_teacher"],
    "recovery_program_exception",
  );
  session = await addAttestedSession(database.admin, {
    schoolId: 10,
    date: "2026-10-17",
    stays: { 1001: [[480, 720]], 1002: [[480, 600]] },
  });
});
afterAll(() => database.drop());

const write = (pupilId: number, inAt: number | null, outAt: number | null, stay = 1) =>
  database.admin`insert into recovery_presence (school_id, session_id, pupil_id, stay, in_at, out_at, by, at, reason)
    values (10, ${session}, ${pupilId}, ${stay}, ${inAt}, ${outAt}, 1, '2026-10-19T12:00:00Z', 'forgot')`;
const attest = () =>
  database.admin`insert into recovery_attestation (school_id, session_id, by, at, through_presence_id, pupil_count, minutes_total, statement)
    select 10, ${session}, 1, '2026-10-20T12:00:00Z', max(id), 2, 0, 'I led it.' from recovery_presence`;
const times = async (pupilIds: number[] | null = null) => {
  const found = await database.worker.asSystem("a test", asked.schoolIds, (tx) =>
    timesInSessions(tx, asked, pupilIds),
  );
  return Object.fromEntries(
    [...found].map(([pupilId, its]) => [
      pupilId,
      its.map(({ spans, unattested }) => [
        ...spans.map(({ startsAt, endsAt }) => [startsAt, endsAt]),
        ...(unattested > 0 ? [`${unattested} not attested`] : []),
      ]),
    ]),
  );
};

test("time that is written down after the statement counts once the teacher attests anew", async () => {
  await write(1002, 480, 690);
  expect(await times()).toEqual({ 1001: [[[480, 720]]], 1002: [[[480, 600], "90 not attested"]] });
  await attest();
  expect(await times()).toEqual({ 1001: [[[480, 720]]], 1002: [[[480, 690]]] });
});

test("time that the record has lost does not count any more, whatever was attested", async () => {
  await write(1001, 480, 660);
  expect(await times([1001])).toEqual({ 1001: [[[480, 660]]] });
  await write(1001, 500, 730);
  expect(await times([1001])).toEqual({ 1001: [[[500, 720], "10 not attested"]] });
});

test("a second coming counts once it is attested, and a stay that was erased does not", async () => {
  await write(1002, 630, 690, 2);
  expect(await times([1002])).toEqual({ 1002: [[[480, 600], "60 not attested"]] });
  await attest();
  expect(await times([1002])).toEqual({
    1002: [
      [
        [480, 600],
        [630, 690],
      ],
    ],
  });
  await write(1002, null, null, 1);
  expect(await times([1002])).toEqual({ 1002: [[[630, 690]]] });
});

test("times moved to another pupil count for neither until the teacher attests anew, and then for the other", async () => {
  await write(1002, null, null);
  await write(1003, 480, 600);
  expect(await times([1002, 1003])).toEqual({ 1003: [["120 not attested"]] });
  await attest();
  expect(await times([1002, 1003])).toEqual({ 1003: [[[480, 600]]] });
});
