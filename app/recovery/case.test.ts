import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loader } from "#app/routes/schools.$schoolId.recovery.try-a-case/route.tsx";
import { type Oak, oak, openOak } from "../../tests/page/oak.ts";
import { CaseAnswer } from "./case-answer.tsx";
import { CaseFields } from "./case-fields.tsx";
import { readCase } from "./case-form.ts";

const wrong = (query: string) => {
  const read = readCase(new URLSearchParams(query));
  return read.read === "wrong" ? read.reply.errors : read.read;
};

describe("a case in the address", () => {
  test("is nothing before the form was sent", () => {
    expect(wrong("")).toBe("nothing");
  });

  test("leaves out the sessions that were left empty, and keeps the order of the others", () => {
    const read = readCase(
      new URLSearchParams(
        "grade=K&program=regular&date1=&minutes1=&date3=2026-10-10&minutes3=60&dailyExcess=CARRY",
      ),
    );
    expect(read).toMatchObject({
      asked: { grade: "K", settings: { dailyExcess: "CARRY" }, sessions: [{ minutes: 60 }] },
    });
  });

  test("names the field of each mistake in its own row", () => {
    expect(
      wrong(
        "grade=&program=regular&minimum_day_minutes=no&date2=2026-02-30&minutes2=1441&minutes10=60&rounding=UP",
      ),
    ).toEqual({
      grade: "Choose a grade.",
      minimum_day_minutes: "Enter whole minutes from 1 to 1440, or leave this empty.",
      date2: "Session 2: enter a day that exists as year-month-day, such as 2026-10-03.",
      minutes2: "Session 2: enter whole minutes from 1 to 1440.",
      date10: "Session 10: enter a day that exists as year-month-day, such as 2026-10-03.",
      rounding: "One of HOUR_PER_SESSION, HOUR_PER_DATE, HOUR_TOTAL, MINUTES.",
    });
    expect(
      wrong(
        "grade=4&date1=2026-10-03&minutes1=0&date2=2026-10-10&minutes2=1000&date3=2026-10-10&minutes3=441",
      ),
    ).toEqual({
      minutes1: "Session 1: enter whole minutes from 1 to 1440.",
      minutes3: "Session 3: The sessions of 2026-10-10 come to 1441 minutes. A date has 1440.",
    });
    expect(wrong("grade=4&program=regular")).toEqual({ date1: "Enter at least one session." });
  });
});

describe("the page", () => {
  let school: Oak;
  beforeAll(async () => {
    school = await openOak("2026-10-14T17:00:00Z");
  });
  afterAll(() => school.close());
  const path = "/schools/10/recovery/try-a-case";
  const see = async (query: string) => (await school.teacher()).get(loader, `${path}${query}`, oak);

  test("starts with an empty form", async () => {
    expect(await see("")).toMatchObject({ status: 200, body: { view: null, sent: { errors: {} } } });
  });

  test("AR-01 in words, with the rule and what was asked", async () => {
    const { status, body } = await see(
      "?grade=4&program=regular&minimum_day_minutes=&rounding=HOUR_PER_SESSION&date1=2026-10-03&minutes1=80&date2=2026-10-10&minutes2=80&date3=2026-10-17&minutes3=80",
    );
    expect(status).toBe(200);
    expect(body.view).toMatchObject({
      summary: "0 days earned; 180 minutes kept toward the next of 240.",
      citations: expect.arrayContaining(["EC 46113"]),
    });
    expect(body.view?.steps.map(({ credited, banked }) => [credited, banked])).toEqual([
      [60, 60],
      [60, 120],
      [60, 180],
    ]);
    const answer = renderToStaticMarkup(createElement(CaseAnswer, { view: body.view! }));
    expect(answer).toContain("80 minutes attended, 60 credited: whole hours of each session count.");
    const fields = renderToStaticMarkup(
      createElement(CaseFields, { sent: body.sent, district: body.district }),
    );
    expect(fields).toMatch(/id="minutes3"[^>]*value="80"/);
    expect(fields).toContain('<option value="4" selected="">grade 4</option>');
  });

  test("what cannot be worked out comes back as 400 with what was typed", async () => {
    const { status, body } = await see("?grade=4&program=regular&date1=2026-10-03&minutes1=many");
    expect(status).toBe(400);
    expect(body).toMatchObject({ view: null, sent: { values: { minutes1: ["many"] } } });
    expect(Object.keys(body.sent.errors)).toEqual(["minutes1"]);
    const fields = renderToStaticMarkup(
      createElement(CaseFields, { sent: body.sent, district: body.district }),
    );
    expect(fields).toContain('id="minutes1-error">Session 1: enter whole minutes from 1 to 1440.');
  });
});
