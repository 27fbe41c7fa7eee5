import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import * as listRoute from "#app/routes/schools.$schoolId.settings_.recovery-rules._index/route.tsx";
import * as settingRoute from "#app/routes/schools.$schoolId.settings_.recovery-rules.$setting._index/route.tsx";
import * as previewRoute from "#app/routes/schools.$schoolId.settings_.recovery-rules.$setting.preview/route.tsx";
import { oak } from "../../tests/page/oak.ts";
import { at, minutes, path, undecidedDistrict } from "../../tests/recovery/undecided-district.ts";
import { SettingPage } from "./setting-page.tsx";
import { SettingPreviewPage } from "./setting-preview-page.tsx";

const { school, administrator, empty, written } = await undecidedDistrict();
beforeEach(empty);
afterAll(() => school.close());

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
