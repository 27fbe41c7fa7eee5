import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loader as creditLoader } from "#app/routes/schools.$schoolId.recovery.try-a-case._index/route.tsx";
import { loader as claimLoader } from "#app/routes/schools.$schoolId.recovery.try-a-case.claim/route.tsx";
import { loader as ratioLoader } from "#app/routes/schools.$schoolId.recovery.try-a-case.ratio/route.tsx";
import { type Oak, oak, openOak } from "../../../tests/page/oak.ts";
import { ClaimAnswer, CreditAnswer, RatioAnswer } from "./case-answer.tsx";
import { ClaimFields } from "./claim-fields.tsx";
import { CreditFields } from "./credit-fields.tsx";
import { RatioFields } from "./ratio-fields.tsx";

describe("the pages", () => {
  let school: Oak;
  beforeAll(async () => {
    school = await openOak("2026-10-14T17:00:00Z");
  });
  afterAll(() => school.close());
  const path = "/schools/10/recovery/try-a-case";
  const drawn = renderToStaticMarkup;

  test("start with an empty form", async () => {
    const teacher = await school.teacher();
    for (const [loader, at] of [
      [creditLoader, path],
      [claimLoader, `${path}/claim`],
      [ratioLoader, `${path}/ratio`],
    ] as const) {
      const { status, body } = await teacher.get(loader as typeof creditLoader, at, oak);
      expect({ status, view: body.view, errors: body.sent.errors }).toEqual({
        status: 200,
        view: null,
        errors: {},
      });
    }
  });

  test("AR-01 in words, with the rules, the settings and what was asked", async () => {
    const query =
      "?grade=4&program=regular&minimum_day_minutes=&rounding=HOUR_PER_SESSION&date1=2026-10-03&minutes1=80&date2=2026-10-10&minutes2=80&date7=2026-10-17&minutes7=80";
    const { status, body } = await (await school.teacher()).get(creditLoader, `${path}${query}`, oak);
    expect(status).toBe(200);
    expect(body.view).toMatchObject({
      summary: "0 days earned; 180 minutes kept toward the next of 240.",
      citations: expect.arrayContaining(["EC 46113"]),
      settings: [{ is: "Whole hours of each session count", from: "As the district has it today." }, {}, {}],
    });
    expect(body.view?.rules.map(({ id }) => id)).toContain("AR-MIN-2");
    expect(body.view?.steps.map(({ credited, banked }) => [credited, banked])).toEqual([
      [60, 60],
      [60, 120],
      [60, 180],
    ]);
    const answer = drawn(createElement(CreditAnswer, { schoolId: 10, view: body.view! }));
    expect(answer).toContain("80 minutes attended, 60 credited: whole hours of each session count.");
    expect(answer).toContain('href="/schools/10/recovery/rules#AR-MIN-2"');
    const fields = drawn(createElement(CreditFields, { sent: body.sent, district: body.district }));
    expect(fields).toMatch(/id="minutes7"[^>]*value="80"/);
    expect(fields).toContain('<details class="stack" open="">');
    expect(fields).toContain('<option value="4" selected="">grade 4</option>');
  });

  test("a claim, with the district's setting beside the one that is tried", async () => {
    const query =
      "?through=2027-06-30&earned1=2026-09-05&absent1=2026-09-03&category1=IS_NON_ADA&incompleteIndependentStudy=YES";
    const { body } = await (await school.auditor()).get(claimLoader, `${path}/claim${query}`, oak);
    expect(body.view?.summary).toBe("1 day made up; 0 days kept for absences to come.");
    const answer = drawn(createElement(ClaimAnswer, { schoolId: 10, view: body.view! }));
    expect(answer).toContain("Tried here. The district has today: Waits until the state has answered.");
    expect(answer).toContain("Independent study, incomplete");
    const fields = drawn(
      createElement(ClaimFields, { sent: body.sent, district: body.district, today: body.today }),
    );
    expect(fields).toMatch(/id="absent1"[^>]*value="2026-09-03"/);
    expect(fields).toContain('<option value="IS_NON_ADA" selected="">');
  });

  test("AR-29: a room over the ratio, with the reason, and who may still enter one that is not", async () => {
    const clerk = await school.clerk();
    const over = await clerk.get(ratioLoader, `${path}/ratio?teachers=1&grade-K=11`, oak);
    expect(over.body.view).toMatchObject({
      summary: "11 pupils with 1 teacher: over the limit of 10 (10 pupils to a teacher in TK and K).",
      settings: [],
    });
    const mixed = await clerk.get(
      ratioLoader,
      `${path}/ratio?teachers=1&grade-K=5&grade-5=4&mixedRatio=weighted`,
      oak,
    );
    const answer = drawn(createElement(RatioAnswer, { schoolId: 10, view: mixed.body.view! }));
    expect(answer).toContain("<dt>May still enter of TK or K</dt><dd>3</dd>");
    expect(answer).toContain("<dt>May still enter of grades 1 to 12</dt><dd>6</dd>");
    expect(answer).toContain("AR-SES-5");
    const fields = drawn(
      createElement(RatioFields, { sent: mixed.body.sent, district: mixed.body.district }),
    );
    expect(fields).toMatch(/id="grade-5"[^>]*value="4"/);
  });

  test("give back as 400 what cannot be worked out, with what was typed", async () => {
    const teacher = await school.teacher();
    const query = "?grade=4&program=regular&date1=2026-10-03&minutes1=many";
    const { status, body } = await teacher.get(creditLoader, `${path}${query}`, oak);
    expect(status).toBe(400);
    expect(body).toMatchObject({ view: null, sent: { values: { minutes1: ["many"] } } });
    expect(Object.keys(body.sent.errors)).toEqual(["minutes1"]);
    const fields = drawn(createElement(CreditFields, { sent: body.sent, district: body.district }));
    expect(fields).toContain('id="minutes1-error">Session 1: enter whole minutes from 1 to 1440.');
    expect((await teacher.get(claimLoader, `${path}/claim?through=soon`, oak)).status).toBe(400);
    expect((await teacher.get(ratioLoader, `${path}/ratio?teachers=-1`, oak)).status).toBe(400);
  });
});
