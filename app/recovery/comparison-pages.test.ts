import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as differences } from "#app/routes/schools.$schoolId.recovery.differences/route.tsx";
import { action as propose } from "#app/routes/schools.$schoolId.recovery.exports._index/route.tsx";
import { action as upload } from "#app/routes/schools.$schoolId.recovery.makeup-lists/route.tsx";
import { type Oak, oak, openOak } from "../../tests/page/oak.ts";
import { claimDay, laySaturday } from "../../tests/recovery/days-to-export.ts";
import { SheetErrors, SheetForm } from "./sheet-form.tsx";
import type { SheetReply } from "./sheet-reply.ts";

let school: Oak;
let clerk: Awaited<ReturnType<Oak["clerk"]>>;
beforeAll(async () => {
  school = await openOak("2026-10-20T17:00:00Z");
  clerk = await school.clerk();
  await laySaturday(school.admin);
  await claimDay(school.admin, 1001, "2026-09-21");
  await claimDay(school.admin, 1002, "2026-09-22");
});
afterAll(async () => {
  await school.close();
});

const csv = (text: string) => {
  const form = new FormData();
  form.set("file", new File([text], "list.csv", { type: "text/csv" }));
  return form;
};
const see = async () => (await clerk.get(differences, "/x", oak)).body.view;

test("a list with a wrong column or row keeps what was sent, says what to do beside it, and saves nothing", async () => {
  const wrong = await clerk.post(upload, "/x", oak, csv("Number;Day of absence\r\n1;2026-09-21\r\n"));
  expect(wrong.status).toBe(400);
  expect((wrong.body as SheetReply).errors).toEqual([
    {
      row: 1,
      line: "Number,Day of absence",
      sentence:
        "The first row has no column “SN”, “ADA”. Not known: “Number”, “Day of absence”. Expected: SN, DT (may be left out), DY (may be left out), ADA, ADT (may be left out), ACO (may be left out).",
    },
  ]);
  const rows = csv("SN,DY,ADA\r\n1,29,M\r\nx,29,M\r\n2,999,M\r\n1,29,M\r\n3,29,\r\n2,30,MM\r\n");
  const refused = (await clerk.post(upload, "/x", oak, rows)).body as SheetReply;
  expect(refused.errors.map(({ row, line, sentence }) => [row, line, sentence.split(".")[0]])).toEqual([
    [3, "x,29,M", "“x” is no student number"],
    [4, "2,999,M", "The calendar from Aeries has no day 999"],
    [5, "1,29,M", "This student number and day stand in the list twice"],
    [7, "2,30,MM", "“MM” is no make-up code: ADA holds one character"],
  ]);
  const html = renderToStaticMarkup(
    createElement(
      "div",
      null,
      createElement(SheetErrors, { reply: refused }),
      createElement(SheetForm, { action: "/x", reply: refused, hint: "", button: "Read" }),
    ),
  );
  expect(html).toContain('href="#line.3"');
  expect(html).toMatch(/aria-invalid="true"[^>]*value="x,29,M"/);
  expect((await school.admin`select 1 from aeries_makeup_reading`).length).toBe(0);
  const mended = await clerk.post(upload, "/x", oak, {
    ...{ fileName: refused.fileName, text: refused.text },
    ...{ "line.3": "2,30,M", "line.4": "", "line.5": "", "line.7": "" },
  });
  expect(mended).toMatchObject({ status: 302, to: "/schools/10/recovery/differences" });
  const kept = await school.admin`select student_number, on_date::text, code from aeries_makeup order by 1`;
  expect(kept).toMatchObject([
    { student_number: 1, on_date: "2026-09-21", code: "M" },
    { student_number: 2, on_date: "2026-09-22", code: "M" },
  ]);
  const [reading] = await school.admin`select file_name, row_count from aeries_makeup_reading`;
  expect(reading).toEqual({ file_name: "list.csv", row_count: 2 });
  expect(await school.queued()).toEqual(["settle-claims"]);
});

test("the comparison says pupil by pupil what differs, to whom may see it, and keeps who looked", async () => {
  expect(await see()).toMatchObject({ agreed: 2, total: 0, list: { rows: 2 } });
  school.at("2026-10-20T17:05:00Z");
  await clerk.post(upload, "/x", oak, csv("SN,DT,ADA,ADT,ACO\n3,9/23/2026 12:00:00 AM,S,,Sat school\n"));
  await clerk.post(propose, "/x", oak, { kind: "ATT" });
  await school.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
    values (10, 2026, '2026-09-22', '', 1002, 'aeries', 'S', '2026-10-20T12:00:00Z')`;
  const view = await see();
  expect(view.rows.map(({ pupil, date, kind }) => [pupil, date, kind])).toEqual([
    ["Adams, Sam", "2026-09-21", "on its way"],
    ["Baker, Sam", "2026-09-22", "absence changed"],
    ["Chavez, Sam", "2026-09-23", "unknown here"],
  ]);
  const [seen] =
    await school.admin`select pupil_ids from pupil_view where page = 'recovery against Aeries' order by id desc limit 1`;
  expect(seen?.pupil_ids).toEqual([1001, 1002, 1003]);
  expect((await (await school.auditor()).get(differences, "/x", oak)).status).toBe(200);
  expect((await (await school.teacher()).get(differences, "/x", oak)).status).toBe(403);
  expect((await (await school.auditor()).post(upload, "/x", oak, csv("SN,DT,ADA\n"))).status).toBe(403);
});

test("in a period school the absence changed when a period of it did, and not when nothing did", async () => {
  const { admin } = school;
  await admin`update school set attendance_kind = 'period' where id = 10`;
  await admin`insert into section (school_id, section_number, period, course_id, title, active) values (10, 302, '2', 'M', 'Math', true)`;
  await admin`insert into roster (school_id, section_number, pupil_id, starts_on) values (10, 302, 1004, '2026-08-12'), (10, 302, 1005, '2026-08-12')`;
  const say = (pupilId: number, period: string, code: string | null, at: string) =>
    admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
      values (10, 2026, '2026-09-21', ${period}, ${pupilId}, 'aeries', ${code}, ${at})`;
  for (const pupilId of [1004, 1005]) {
    for (const period of ["1", "2"]) await say(pupilId, period, "U", "2026-09-21T20:00:00Z");
    await claimDay(admin, pupilId, "2026-09-21");
  }
  const changed = async () =>
    (await see()).rows
      .filter(({ kind }) => kind === "absence changed")
      .map(({ pupil, reason }) => [pupil, reason.split(".")[0]]);
  const before = await changed();
  await say(1004, "2", "T", "2026-09-22T20:00:00Z");
  await say(1005, "1", null, "2026-09-22T20:00:00Z");
  expect((await changed()).slice(before.length)).toEqual([
    ["Diaz, Sam", "The absence was U when it was claimed and is T in Aeries now"],
    ["Evans, Sam", "The absence was U when it was claimed and is cleared in Aeries now"],
  ]);
  await say(1005, "1", "S", "2026-09-23T20:00:00Z");
  expect((await changed()).at(-1)?.[1]).toBe("The absence was U when it was claimed and is S in Aeries now");
  await admin`update school set attendance_kind = 'daily' where id = 10`;
});

test("nothing, a workbook and far too much are each told in a sentence, with what was pasted kept", async () => {
  const problem = async (fields: FormData | Record<string, string>) => {
    const answer = await clerk.post(upload, "/x", oak, fields);
    expect(answer.status).toBe(400);
    return (answer.body as SheetReply).problem;
  };
  expect(await problem({})).toContain("Choose a file");
  expect(await problem(csv("PK\u0003\u0004\u0000\u0000"))).toContain("Save it as CSV");
  expect(await problem({ pasted: `SN,DT,ADA\n${"x".repeat(200_001)}` })).toContain("Send it in parts");
  const kept = await clerk.post(upload, "/x", oak, { pasted: `SN,DT,ADA\n${"1,2\n".repeat(5001)}` });
  expect((kept.body as SheetReply).values.pasted?.[0]).toContain("1,2");
});
