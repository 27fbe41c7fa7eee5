import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  loader as list,
  action as propose,
} from "#app/routes/schools.$schoolId.recovery.exports._index/route.tsx";
import { loader as page } from "#app/routes/schools.$schoolId.recovery.exports.$exportId._index/route.tsx";
import { action as approve } from "#app/routes/schools.$schoolId.recovery.exports.$exportId.approval/route.tsx";
import { action as finish } from "#app/routes/schools.$schoolId.recovery.exports.$exportId.done/route.tsx";
import { loader as file } from "#app/routes/schools.$schoolId.recovery.exports.$exportId.file/route.ts";
import { action as undo } from "#app/routes/schools.$schoolId.recovery.exports.$exportId.undoing/route.tsx";
import { action as withdraw } from "#app/routes/schools.$schoolId.recovery.exports.$exportId.withdrawal/route.tsx";
import { type Oak, oak, openOak } from "../../tests/page/oak.ts";
import { addAttestedSession } from "../../tests/recovery/attested-session.ts";
import { attestAgain, claimDay, laySaturday } from "../../tests/recovery/days-to-export.ts";

let school: Oak;
let clerk: Awaited<ReturnType<Oak["clerk"]>>;
beforeAll(async () => {
  school = await openOak("2026-10-20T17:00:00Z");
  clerk = await school.clerk();
});
beforeEach(() =>
  school.database.empty(
    ...["recovery_export", "recovery_export_step", "recovery_export_item", "recovery_claim"],
    ...[
      "aeries_makeup",
      "aeries_makeup_reading",
      "recovery_attestation",
      "recovery_presence",
      "recovery_session",
      "recovery_session_purpose",
    ],
    ...["recovery_place", "recovery_cancellation", "recovery_unlock", "recovery_hold_decision"],
    ...["recovery_program_exception", "recovery_session_teacher", "district_setting", "recovery_election"],
  ),
);
afterAll(() => school.close());

const at = (exportId: number) => ({ schoolId: 10, exportId });
const proposed = async (kind: "ATT" | "ATD") => {
  const answer = await clerk.post(propose, "/x", oak, { kind });
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 302 });
  return Number(answer.to!.split("/").at(-1));
};
const textOf = async (exportId: number) => {
  let text = "";
  const kept = async (args: Parameters<typeof file>[0]) => {
    const response = await file(args);
    text = await response.clone().text();
    return response;
  };
  const { status } = await clerk.get(kept, "/x", at(exportId));
  return { status, text };
};
const carryThrough = async (exportId: number) => {
  school.at(school.context.clock.now().add({ minutes: 1 }).toString());
  expect((await clerk.post(approve, "/x", at(exportId), {})).status).toBe(302);
  const { text } = await textOf(exportId);
  expect((await clerk.post(finish, "/x", at(exportId), {})).status).toBe(302);
  return text;
};
const waiting = async (kind: "ATT" | "ATD" = "ATT") =>
  (await clerk.get(list, "/x", oak)).body.view.waiting.find((each) => each.kind === kind)!;

test("a day claimed goes to Aeries and is taken back by a reverse file, each once and on record", async () => {
  await laySaturday(school.admin);
  await claimDay(school.admin, 1001, "2026-09-21");
  await claimDay(school.admin, 1002, "2026-09-22");
  expect(await waiting()).toMatchObject({ setCount: 2, clearCount: 0, open: null });
  const first = await proposed("ATT");
  expect(await proposed("ATT")).toBe(first);
  const before = (await clerk.get(page, "/x", at(first))).body.view;
  expect(
    before.rows.map(({ pupil, number, was, becomes, comment }) => [pupil, number, was, becomes, comment]),
  ).toEqual([
    ["Adams, Sam", 29, "No make-up", "M, made up October 17, 2026", "AR Sat Mathematics 10/17/2026"],
    ["Baker, Sam", 30, "No make-up", "M, made up October 17, 2026", "AR Sat Mathematics 10/17/2026"],
  ]);
  expect((await textOf(first)).status).toBe(409);
  expect((await clerk.post(undo, "/x", at(first), {})).status).toBe(409);
  expect(await carryThrough(first)).toBe(
    "SC,SN,DY,ADA,ADT,ACO\r\n" +
      "10,1,29,M,2026-10-17,AR Sat Mathematics 10/17/2026\r\n" +
      "10,2,30,M,2026-10-17,AR Sat Mathematics 10/17/2026\r\n",
  );
  expect(await waiting()).toMatchObject({ setCount: 0, clearCount: 0 });
  expect(await clerk.post(withdraw, "/x", at(first), { reason: "wrong" })).toMatchObject({
    status: 400,
    body: { sentence: expect.stringContaining("marked as imported") },
  });
  const reverse = Number((await clerk.post(undo, "/x", at(first), {})).to!.split("/").at(-1));
  expect((await clerk.post(undo, "/x", at(first), {})).to).toBe(`/schools/10/recovery/exports/${reverse}`);
  expect((await clerk.get(page, "/x", at(first))).body.view).toMatchObject({
    undoneBy: reverse,
    export: { undoAction: null, withdrawHref: null },
  });
  expect(await carryThrough(reverse)).toBe("SC,SN,DY,ADA,ADT,ACO\r\n10,1,29,,,\r\n10,2,30,,,\r\n");
  expect(await waiting()).toMatchObject({ setCount: 2, clearCount: 0 });
  const changes =
    await school.admin`select action, pupil_ids from audit_entry where subject = ${`recovery to Aeries, export ${reverse}`} order by id`;
  expect(changes.map(({ action }) => action)).toEqual([
    "reverse export proposed",
    "export approved",
    "export downloaded",
    "export marked as imported",
  ]);
});

test("a claim that falls away is cleared, and the district's own code is used", async () => {
  await laySaturday(school.admin);
  await school.admin`insert into district_setting (name, value, effective_from, verified_by, verified_on, source, by, at)
    values ('aeries_makeup_code', 'R', '2026-07-01', 'Dee', '2026-07-01', 'Aeries', 1, '2026-07-01T12:00:00Z')`;
  await claimDay(school.admin, 1001, "2026-09-21");
  expect(await carryThrough(await proposed("ATT"))).toContain("10,1,29,R,");
  await claimDay(school.admin, 1001, "2026-09-21", "withdrawn");
  expect(await waiting()).toMatchObject({ setCount: 0, clearCount: 1 });
  expect(await carryThrough(await proposed("ATT"))).toBe("SC,SN,DY,ADA,ADT,ACO\r\n10,1,29,,,\r\n");
});

test("attested minutes go out once, and again when they are corrected", async () => {
  const sessionId = await laySaturday(school.admin, [
    [1001, 480, 750],
    [1002, 480, 600],
  ]);
  expect(await carryThrough(await proposed("ATD"))).toBe(
    `ID,SCL,SE,DT,TM,ARH\r\n1001,10,${sessionId},2026-10-17,270,4\r\n1002,10,${sessionId},2026-10-17,120,2\r\n`,
  );
  expect((await clerk.post(propose, "/x", oak, { kind: "ATD" })).status).toBe(409);
  // A teacher without a document: the session is held, so what Aeries has of it is taken back.
  await school.admin`update staff set educator_id = '' where id = 501`;
  expect(await waiting("ATD")).toMatchObject({ setCount: 0, clearCount: 2 });
  await school.admin`update staff set educator_id = '1000000501' where id = 501`;
  await school.admin`insert into recovery_presence (school_id, session_id, pupil_id, in_at, out_at, by, at, reason)
    values (10, ${sessionId}, 1002, 480, 660, 1, '2026-10-19T12:00:00Z', 'forgot')`;
  expect(await waiting("ATD")).toMatchObject({ setCount: 0, clearCount: 0 });
  await attestAgain(school.admin, sessionId, "2026-10-19T13:00:00Z");
  expect(await carryThrough(await proposed("ATD"))).toBe(
    `ID,SCL,SE,DT,TM,ARH\r\n1002,10,${sessionId},2026-10-17,180,3\r\n`,
  );
});

test("minutes that count elsewhere, or of a family that declined, are not sent to be credited again", async () => {
  const sessionId = await laySaturday(school.admin, [
    [1001, 480, 600],
    [1003, 480, 600],
  ]);
  await addAttestedSession(school.admin, {
    ...{ schoolId: 20, date: "2026-10-17", span: [480, 750] },
    stays: { 1003: [[540, 720]] },
  });
  expect(await waiting("ATD")).toMatchObject({ setCount: 2, clearCount: 0 });
  await school.admin`insert into recovery_election (school_id, pupil_id, session_id, answer, said_by, at)
    values (10, 1001, ${sessionId}, 'no', 'father', '2026-10-16T12:00:00Z')`;
  expect(await carryThrough(await proposed("ATD"))).toBe(
    `ID,SCL,SE,DT,TM,ARH\r\n1003,10,${sessionId},2026-10-17,60,1\r\n`,
  );
});

test("a calendar that was renumbered since makes no file", async () => {
  await laySaturday(school.admin);
  await claimDay(school.admin, 1001, "2026-09-21");
  const exportId = await proposed("ATT");
  await clerk.post(approve, "/x", at(exportId), {});
  await school.admin`update calendar_day set day_number = 999 where school_id = 10 and date = '2026-09-21'`;
  expect(await textOf(exportId)).toMatchObject({
    status: 409,
    text: expect.stringContaining("another number"),
  });
  expect((await clerk.get(page, "/x", at(exportId))).body.view.export.noFile).toContain("another number");
  await school.admin`update calendar_day set day_number = 29 where school_id = 10 and date = '2026-09-21'`;
  expect((await textOf(exportId)).status).toBe(200);
});

test("who may not export gets nothing, another school's exports do not exist, and nonsense is a sentence", async () => {
  await laySaturday(school.admin);
  await claimDay(school.admin, 1001, "2026-09-21");
  const exportId = await proposed("ATT");
  for (const someone of [await school.teacher(), await school.auditor()]) {
    expect((await someone.get(list, "/x", oak)).status).toBe(403);
    expect((await someone.post(propose, "/x", oak, { kind: "ATT" })).status).toBe(403);
    expect((await someone.post(undo, "/x", at(exportId), {})).status).toBe(403);
  }
  expect((await clerk.get(page, "/x", at(exportId + 7))).status).toBe(404);
  expect((await clerk.post(undo, "/x", at(exportId + 7), {})).status).toBe(404);
  expect(await clerk.post(propose, "/x", oak, { kind: "ATX" })).toMatchObject({ status: 400 });
});
