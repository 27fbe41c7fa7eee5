import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import * as rulesRoute from "#app/routes/schools.$schoolId.recovery.rules/route.tsx";
import * as listRoute from "#app/routes/schools.$schoolId.settings_.recovery-rules._index/route.tsx";
import * as settingRoute from "#app/routes/schools.$schoolId.settings_.recovery-rules.$setting._index/route.tsx";
import * as previewRoute from "#app/routes/schools.$schoolId.settings_.recovery-rules.$setting.preview/route.tsx";
import { actorAs } from "../../tests/database/small-district.ts";
import { oak } from "../../tests/page/oak.ts";
import { addAttestedSession } from "../../tests/recovery/attested-session.ts";
import { at, minutes, path, undecidedDistrict } from "../../tests/recovery/undecided-district.ts";
import { readMakeupKeys } from "./makeup-facts.server.ts";
import { SettingPage } from "./setting-page.tsx";

const { school, administrator, empty, written } = await undecidedDistrict();
beforeEach(empty);
afterAll(() => school.close());

describe("who may", () => {
  test("the office and the auditor read, a teacher does not, and only the district administrator changes", async () => {
    for (const person of [await school.clerk(), await school.auditor(), await school.principal()]) {
      expect((await person.get(listRoute.loader, "/s", oak)).status).toBe(200);
      const page = await person.get(settingRoute.loader, path("rounding"), at("rounding"));
      expect([page.status, page.body.mayChange]).toEqual([200, false]);
      for (const { action } of [previewRoute, settingRoute])
        expect((await person.post(action, path("rounding"), at("rounding"), minutes)).status).toBe(403);
    }
    expect((await (await school.teacher()).get(listRoute.loader, "/s", oak)).status).toBe(403);
    expect(await written()).toEqual([]);
  });

  test("a name that no setting has is not found", async () => {
    const person = await administrator();
    expect((await person.get(settingRoute.loader, path("toString"), at("toString"))).status).toBe(404);
    expect((await person.post(settingRoute.action, path("x"), at("x"), minutes)).status).toBe(404);
    expect((await person.post(previewRoute.action, path("x"), at("x"), minutes)).status).toBe(404);
  });
});

describe("the code of recovery in Aeries", () => {
  const code = { ...minutes, value: "R" };
  const name = "aeries_makeup_code";

  test("is M until the district writes down another, which is checked, dated, audited and used", async () => {
    const person = await administrator();
    const list = async () => (await person.get(listRoute.loader, "/s", oak)).body.aeries;
    expect(await list()).toMatchObject([{ label: "Code of recovery in Aeries", is: "M", state: "default" }]);
    const wrong = await person.post(settingRoute.action, path(name), at(name), { ...code, value: "MM" });
    expect([wrong.status, (wrong.body as { errors: Record<string, string> }).errors.value]).toEqual([
      400,
      "Enter one letter, digit or sign: Aeries holds one character.",
    ]);
    expect((await person.post(settingRoute.action, path(name), at(name), code)).status).toBe(302);
    expect(await list()).toMatchObject([{ is: "R", state: "verified", since: "July 1, 2026" }]);
    expect(await written()).toMatchObject([{ name, value: "R", effective_from: "2026-07-01" }]);
    expect(await school.admin`select subject, after->>'value' as after from audit_entry order by id`).toEqual(
      [{ subject: `district setting ${name}`, after: "R" }],
    );
    const page = (await person.get(settingRoute.loader, path(name), at(name))).body;
    expect(page.view.history).toMatchObject([{ is: "R", state: "In force" }]);
    const html = renderToStaticMarkup(createElement(SettingPage, page));
    expect(html).toContain("One character, as the district&#x27;s settings in Aeries have it, such as M");
    const keys = await school.database.web.asActor(actorAs("attendance clerk", 10), (tx) =>
      readMakeupKeys(tx, 10, school.context.clock.today()),
    );
    expect(keys.code).toBe("R");
  });

  test("shows before it is saved whose days of Aeries it would count toward the ten", async () => {
    const [reading] = await school.admin<{ id: number }[]>`insert into aeries_makeup_reading
      (school_id, file_name, row_count, by, at) values (20, 'R.csv', 10, 1, now()) returning id::int`;
    await school.admin`insert into aeries_makeup (school_id, reading_id, student_number, on_date, code)
      select 20, ${reading!.id}, 1, '2026-08-17'::date + n, 'R' from generate_series(0, 9) n`;
    const { body } = await (await administrator()).post(previewRoute.action, path(name), at(name), code);
    expect(body.impact?.rows[0]).toMatchObject({ claimed: "1, then 0 (−1)", lose: "1" });
  });
});

describe("an amount", () => {
  const amount = { ...minutes, value: "9000" };

  test("is not known until it is entered; then the preview says what the claims are worth", async () => {
    const person = await administrator();
    const list = await person.get(listRoute.loader, "/s", oak);
    expect(list.body.amounts.map(({ is, state }) => [is, state])).toEqual(
      Array(5).fill(["Not known", "not known"]),
    );
    await person.post(settingRoute.action, path("ada_days"), at("ada_days"), { ...amount, value: "180" });
    const { body } = await person.post(previewRoute.action, path("lcff_tk_3"), at("lcff_tk_3"), amount);
    expect(body.impact).toMatchObject({
      is: "$9,000.00",
      lead: "No pupil's credit or claim of this school year would change. What the claims are worth would.",
    });
    expect(body.impact?.rows[0]).toMatchObject({ money: "not known, then $50.00", gain: "0", lose: "0" });
  });

  test("that is no amount comes back with a sentence", async () => {
    const person = await administrator();
    const send = async (name: string, value: string) =>
      (await person.post(previewRoute.action, path(name), at(name), { ...amount, value })).body.sent.errors
        .value;
    expect(await send("lcff_9_12", "12,345.67")).toBe("Enter dollars as a number such as 12345.67.");
    expect(await send("lcff_9_12", "0")).toBe("Enter an amount above 0.");
    expect(await send("ada_days", "367")).toBe("Enter 1 to 366 days.");
    expect(await send("ada_days", "180.5")).toBe("Enter a whole number of days, such as 180.");
  });
});

test("every rule is listed with its source, its days and the setting that decides it, for staff and auditors", async () => {
  for (const person of [await school.teacher(), await school.auditor()]) {
    const { status, body } = await person.get(rulesRoute.loader, "/schools/10/recovery/rules", oak);
    expect(status).toBe(200);
    const rules = body.groups.flatMap((group) => group.rules);
    expect(rules).toHaveLength(47);
    expect(rules.find(({ id }) => id === "AR-SES-5")).toMatchObject({
      citation: "No text found",
      confidence: "D",
      from: "2025-07-01",
      through: null,
      verified: "Not yet",
      settings: [{ name: "mixedRatio", label: "TK or K in a room with other grades" }],
    });
    expect(body.groups.every((group) => group.rules.length > 0)).toBe(true);
  }
});

test("another ratio of mixed rooms shows what sessions it would let count", async () => {
  const stays = Object.fromEntries(
    [1001, 1002, 1003, 1004, 1005].map((id) => [id, [[480, 720] as [number, number]]]),
  );
  await school.admin`insert into pupil (school_id, pupil_id, student_number, last_name, first_name, grade, entered_on)
    select 10, id, id, 'Extra', 'Sam', 4, '2026-08-12' from generate_series(1101, 1108) id`;
  for (let id = 1101; id <= 1108; id++) stays[id] = [[480, 720]];
  await addAttestedSession(school.admin, { schoolId: 10, date: "2026-10-11", stays });
  const wish = { ...minutes, value: "weighted" };
  const { body } = await (await administrator()).post(
    previewRoute.action,
    path("mixedRatio"),
    at("mixedRatio"),
    wish,
  );
  expect(body.impact?.rows[0]).toMatchObject({ gain: "13", lose: "0" });
  const back = await (await administrator()).post(previewRoute.action, path("mixedRatio"), at("mixedRatio"), {
    ...wish,
    value: "strict",
  });
  expect(back.body.impact?.rows[0]).toMatchObject({ gain: "0", lose: "0" });
});
