import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { action } from "#app/routes/schools.$schoolId.recovery.sheets/route.tsx";
import { type Oak, oak, openOak } from "../../tests/page/oak.ts";
import { addAbsentPupils } from "../../tests/recovery/saturday.ts";
import { type SheetSessionNow, sheetConsequences } from "./sheet-consequences.ts";
import { SheetForm } from "./sheet-form.tsx";
import { SheetQuestion } from "./sheet-question.tsx";
import { mostCharacters, mostRows } from "./sheet-reply.ts";

describe("what follows from a sheet", () => {
  const session: SheetSessionNow = {
    id: 1,
    date: Temporal.PlainDate.from("2026-10-17"),
    startsAt: 480,
    subject: "Math",
    booked: 19,
    capacity: 20,
    holds: [],
  };
  const hold = { rule: "AR-SES-7", reason: "At 9:00 am: too many." };

  test("is nothing while places and ratio hold, and what was so before is not said again", () => {
    expect(sheetConsequences([session], [{ ...session, booked: 20 }])).toEqual([]);
    const crowded = { ...session, booked: 25, holds: [hold] };
    expect(sheetConsequences([crowded], [crowded])).toEqual([]);
  });

  test("is said once for more pupils than places, and for each new reason to hold the time", () => {
    expect(sheetConsequences([session], [{ ...session, booked: 21, holds: [hold] }])).toEqual([
      "Math on October 17, 2026, 8:00 am: 21 pupils would have a place, and there are 20.",
      "Math on October 17, 2026, 8:00 am: none of its time would be claimed until a person decides (AR-SES-7). At 9:00 am: too many.",
    ]);
    const other = { ...hold, reason: "At 9:30 am: more." };
    expect(sheetConsequences([{ ...session, holds: [hold] }], [{ ...session, holds: [other] }])[0]).toContain(
      "At 9:30 am: more.",
    );
  });
});

let school: Oak;
let principal: Awaited<ReturnType<Oak["principal"]>>;
let sessionId: number;
beforeAll(async () => {
  school = await openOak("2026-10-17T21:00:00Z");
  principal = await school.principal();
  await addAbsentPupils(school.admin, 22);
  const [row] =
    await school.admin`insert into recovery_session (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
      values (10, '2026-10-17', 480, 750, '1', 501, 'Math', -1, 6, 20, now()) returning id`;
  sessionId = Number(row!.id);
});
afterAll(() => school.close());

const titles = "Student number,Date,In,Out\n";
const sheetOf = (count: number) =>
  titles + Array.from({ length: count }, (_, index) => `${3001 + index},2026-10-17,8:00,12:00\n`).join("");
const send = (fields: Record<string, string>) => principal.post(action, "/x", oak, fields);
const counts = async () => {
  const [row] = await school.admin`select (select count(*)::int from recovery_presence) as times,
    (select count(*)::int from recovery_place) as places, (select count(*)::int from recovery_import) as sheets`;
  return row;
};

test("a sheet of more pupils than places and teachers is shown first with what follows, and nothing is saved", async () => {
  const answer = await send({ pasted: sheetOf(22), saidBy: "signed forms" });
  expect(answer.status).toBe(200);
  const { asks } = answer.body!;
  expect(asks?.consequences).toEqual([
    "Math on October 17, 2026, 8:00 am: 22 pupils would have a place, and there are 20.",
    expect.stringMatching(
      /none of its time would be claimed until a person decides \(AR-SES-7\)\. At 8:00 am: 22 pupils with 1 teacher: over the limit of 20/,
    ),
  ]);
  expect(await counts()).toEqual({ times: 0, places: 0, sheets: 0 });
  const html = renderToStaticMarkup(createElement(SheetQuestion, { action: "/x", asks: asks! }));
  expect(html).toContain("22 pupils would have a place, and there are 20.");
  expect(html).toMatch(/name="saidBy" value="signed forms"/);
  expect(html).toContain('encType="multipart/form-data"');
});

test("what was not shown is asked again; what was shown is taken over, and the record says with what", async () => {
  const { asks } = (await send({ pasted: sheetOf(22), saidBy: "signed forms" })).body!;
  const { text, fileName, saidBy, consequences } = asks!;
  const half = await send({ text, fileName, saidBy, seen: consequences[0]! });
  expect(half.body?.asks?.consequences).toEqual(consequences);
  expect((await counts())!.times).toBe(0);
  const form = new FormData();
  for (const [name, value] of Object.entries({ text, fileName, saidBy })) form.append(name, value);
  for (const sentence of consequences) form.append("seen", sentence);
  const done = await principal.post(action, "/x", oak, form);
  expect(done.body?.done).toEqual({ stays: 22, sessions: 1 });
  expect(await counts()).toEqual({ times: 22, places: 22, sheets: 1 });
  const [entry] =
    await school.admin`select after from audit_entry where action = 'sheet of recovery times taken over'`;
  expect(entry!.after).toMatchObject({ consequences, sessions: [sessionId] });
});

test("the limits stand beside both fields, and are said with how far a sheet is over them", async () => {
  const html = renderToStaticMarkup(
    createElement(SheetForm, { action: "/x", reply: null, hint: "CSV.", button: "Send" }),
  );
  expect(html.match(/At most 5,000 rows and 200,000 characters\./g)).toHaveLength(2);
  const rows = await send({ pasted: titles + "1,2026-10-17,8:00,9:00\n".repeat(mostRows) });
  expect(rows.body?.reply?.problem).toBe(
    "That is 5,001 rows, more than 5,000. Send it in parts, each with its title row.",
  );
  const long = await send({ pasted: titles + "1".repeat(mostCharacters) });
  expect(long.body?.reply?.problem).toBe(
    "That is 200,027 characters, more than 200,000. Send it in parts, each with its title row.",
  );
});

test("rows to mend go back as they were sent, so that a long sheet does not outgrow what a form may carry", async () => {
  const answer = await send({ pasted: `${sheetOf(2)}x,2026-10-17,8:00,9:00\n` });
  const html = renderToStaticMarkup(
    createElement(SheetForm, { action: "/x", reply: answer.body!.reply, hint: "CSV.", button: "Send" }),
  );
  expect(html.match(/<form[^>]*encType="multipart\/form-data"/g)).toHaveLength(2);
});
