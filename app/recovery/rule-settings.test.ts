import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as rulesRoute from "#app/routes/schools.$schoolId.recovery.rules/route.tsx";
import * as listRoute from "#app/routes/schools.$schoolId.settings_.recovery-rules._index/route.tsx";
import * as settingRoute from "#app/routes/schools.$schoolId.settings_.recovery-rules.$setting._index/route.tsx";
import * as previewRoute from "#app/routes/schools.$schoolId.settings_.recovery-rules.$setting.preview/route.tsx";
import { actorAs } from "../../tests/database/small-district.ts";
import { type Oak, oak, openOak } from "../../tests/page/oak.ts";
import { signedIn } from "../../tests/page/signed-in.ts";
import { addAttestedSession } from "../../tests/recovery/attested-session.ts";
import { readMakeupKeys } from "./makeup-facts.server.ts";
import { SettingPage } from "./setting-page.tsx";
import { SettingPreviewPage } from "./setting-preview-page.tsx";

let school: Oak;
beforeAll(async () => {
  school = await openOak("2026-10-14T17:00:00Z");
  for (const date of ["2026-09-26", "2026-10-03", "2026-10-10"])
    await addAttestedSession(school.admin, { schoolId: 10, date, stays: { 1001: [[480, 560]] } });
  await addAttestedSession(school.admin, { schoolId: 20, date: "2026-10-03", stays: { 2001: [[480, 720]] } });
  await school.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at) values
    (10, 2026, '2026-09-21', '', 1001, 'aeries', 'I', '2026-09-22T00:00:00Z'),
    (20, 2026, '2026-09-22', '', 2001, 'aeries', 'U', '2026-09-23T00:00:00Z')`;
});
beforeEach(() => school.database.empty("district_setting", "audit_entry"));
afterAll(async () => {
  await school.close();
});

const administrator = () =>
  signedIn(school.database, school.context, {
    name: "Di Rector",
    role: "district administrator",
    schoolId: 0,
  });
const at = (setting: string) => ({ ...oak, setting });
const path = (setting: string) => `/schools/10/settings/recovery-rules/${setting}`;
const minutes = {
  value: "MINUTES",
  effectiveFrom: "2026-07-01",
  verifiedBy: "R. Ortiz",
  verifiedOn: "2026-10-01",
  source: "Letter of the CDE",
};
const written = () =>
  school.admin`select name, value, effective_from::text, by from district_setting order by id`;

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

describe("a choice", () => {
  test("shows what it would change all over the district before it is saved, and saves nothing", async () => {
    const person = await administrator();
    const { status, body } = await person.post(
      previewRoute.action,
      path("rounding"),
      at("rounding"),
      minutes,
    );
    expect(status).toBe(200);
    expect(body.impact).toMatchObject({
      lead: "1 pupil gains and 0 lose; 1 more day is claimed.",
      rows: [
        {
          label: "Whole district",
          credited: "410, then 470 (+60)",
          earned: "1, then 2 (+1)",
          claimed: "1, then 2 (+1)",
          banked: "0",
          money: "not known",
          gain: "1",
          lose: "0",
        },
        { label: "Oak Elementary", credited: "180, then 240 (+60)", claimed: "0, then 1 (+1)", gain: "1" },
        { label: "Bay Elementary", credited: "230", claimed: "1", gain: "0", lose: "0" },
      ],
    });
    expect(await written()).toEqual([]);
    const page = (await person.get(previewRoute.loader, path("rounding"), at("rounding"))).body;
    const html = renderToStaticMarkup(
      createElement(SettingPreviewPage, { ...page, impact: body.impact!, sent: body.sent }),
    );
    expect(html).toContain("Whole hours of each session count, then: Every minute counts");
    for (const [name, value] of Object.entries(minutes))
      expect(html).toContain(`<input type="hidden" name="${name}" value="${value}"/>`);
  });

  test("is then in force, on record, and in the history; what was before stays", async () => {
    const person = await administrator();
    const first = await person.post(settingRoute.action, path("rounding"), at("rounding"), minutes);
    expect([first.status, first.to]).toEqual([302, path("rounding")]);
    const second = { ...minutes, value: "HOUR_TOTAL", effectiveFrom: "2027-01-01" };
    await person.post(settingRoute.action, path("rounding"), at("rounding"), second);
    expect(await written()).toEqual([
      { name: "rounding", value: "MINUTES", effective_from: "2026-07-01", by: person.userId },
      { name: "rounding", value: "HOUR_TOTAL", effective_from: "2027-01-01", by: person.userId },
    ]);
    expect(
      await school.admin`select school_id, action, subject, before->>'value' as before, after->>'value' as after
      from audit_entry order by id`,
    ).toEqual([
      {
        school_id: 0,
        action: "district setting chosen",
        subject: "district setting rounding",
        before: null,
        after: "MINUTES",
      },
      {
        school_id: 0,
        action: "district setting chosen",
        subject: "district setting rounding",
        before: "MINUTES",
        after: "HOUR_TOTAL",
      },
    ]);
    expect(await school.queued()).toEqual(["settle-claims"]);
    const { view } = (
      await (await school.auditor()).get(settingRoute.loader, path("rounding"), at("rounding"))
    ).body;
    expect(view).toMatchObject({
      is: "Every minute counts",
      since: "July 1, 2026",
      verified: "R. Ortiz, October 1, 2026",
      source: "Letter of the CDE",
    });
    expect(view.history.map(({ is, state, written: by }) => [is, state, by])).toEqual([
      ["Whole hours of the running total count", "To come", "Di Rector, October 14, 2026, 10:00 am"],
      ["Every minute counts", "In force", "Di Rector, October 14, 2026, 10:00 am"],
    ]);
    const list = (await (await school.auditor()).get(listRoute.loader, "/s", oak)).body;
    expect(list.settings.find(({ name }) => name === "rounding")).toMatchObject({
      is: "Every minute counts",
      state: "verified",
    });
    expect(list.settings.filter(({ state }) => state === "default")).toHaveLength(6);
  });

  test("that one dated later follows changes nothing today, and says so", async () => {
    const person = await administrator();
    await person.post(settingRoute.action, path("rounding"), at("rounding"), {
      ...minutes,
      effectiveFrom: "2026-09-01",
    });
    const back = { ...minutes, value: "HOUR_PER_SESSION" };
    const { body } = await person.post(previewRoute.action, path("rounding"), at("rounding"), back);
    expect(body.impact?.lead).toBe("No pupil's credit or claim of this school year would change.");
    expect(body.impact?.when).toBe(
      "It holds until the choice that holds from September 1, 2026 follows it. Sessions, absences and days earned on those dates are counted by it.",
    );
  });

  test("that would end recovery shows every claim gone (AR-LEA-2)", async () => {
    const wish = { ...minutes, value: "partnership_charter", effectiveFrom: "2026-12-01" };
    const { body } = await (await administrator()).post(
      previewRoute.action,
      path("agency"),
      at("agency"),
      wish,
    );
    expect(body.impact?.rows[0]).toMatchObject({ claimed: "1, then 0 (−1)", lose: "1" });
    expect(body.impact?.when).toContain("Nothing changes before December 1, 2026.");
  });

  test("that is not whole comes back with a sentence a field and all that was typed, from both steps", async () => {
    const person = await administrator();
    const sent = {
      value: "UP",
      effectiveFrom: "2025-06-30",
      verifiedBy: " ",
      verifiedOn: "2026-10-15",
      source: "",
    };
    const errors = {
      value: "Choose what holds.",
      effectiveFrom: "Recovery began on July 1, 2025. Enter that day or a later one.",
      verifiedBy: "Enter who of the district verified it.",
      verifiedOn: "This day has not come yet. Enter the day on which it was verified.",
      source: "Enter what it was verified with: a letter, a page, a person at the state.",
    };
    const preview = await person.post(previewRoute.action, path("rounding"), at("rounding"), sent);
    expect(preview.status).toBe(400);
    expect(preview.body).toMatchObject({
      impact: null,
      sent: { errors, values: { effectiveFrom: ["2025-06-30"] } },
    });
    const saved = await person.post(settingRoute.action, path("rounding"), at("rounding"), sent);
    expect([saved.status, (saved.body as { errors: unknown }).errors]).toEqual([400, errors]);
    const page = (await person.get(previewRoute.loader, path("rounding"), at("rounding"))).body;
    const html = renderToStaticMarkup(createElement(SettingPage, { ...page, reply: preview.body.sent }));
    expect(html).toContain('href="#verifiedBy"');
    expect(html).toMatch(/id="effectiveFrom"[^>]*value="2025-06-30"/);
    const odd = { ...minutes, effectiveFrom: "2026-02-30", verifiedOn: "" };
    const again = await person.post(previewRoute.action, path("rounding"), at("rounding"), odd);
    expect(again.body.sent.errors).toEqual({
      effectiveFrom: "There is no 2026-02-30 in the calendar. Check the month and the day.",
      verifiedOn: "Enter the day on which it was verified.",
    });
    expect(await written()).toEqual([]);
  });
});

describe("a choice that holds from a day within the year", () => {
  test("shows just what it would change, and leaves what is dated before", async () => {
    const person = await administrator();
    const from = async (effectiveFrom: string) =>
      (
        await person.post(previewRoute.action, path("rounding"), at("rounding"), {
          ...minutes,
          effectiveFrom,
        })
      ).body.impact!;
    expect((await from("2026-10-01")).rows[0]).toMatchObject({ credited: "410, then 450 (+40)", gain: "0" });
    expect((await from("2026-10-11")).lead).toBe(
      "No pupil's credit or claim of this school year would change.",
    );
    expect((await from("2026-10-11")).when).toContain("what is dated before stays as it is");
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
