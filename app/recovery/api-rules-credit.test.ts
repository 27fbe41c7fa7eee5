import { afterAll, describe, expect, test } from "vitest";
import { on, rulesAsked, times } from "../../tests/recovery/rules-asked.ts";
import { creditAnswer } from "./api-credit.ts";

const { ask, database } = await rulesAsked();
afterAll(() => database.drop());

describe("POST /api/rules/recovery-credit", () => {
  type Case = [string, Record<string, unknown>, ReturnType<typeof on>, number[], number[]];
  test.each<Case>([
    ["AR-01 grade 4, 3 x 80", { grade: "4" }, times(3, 80), [180, 0, 180], [1, 0]],
    ["AR-02 grade 4, 4 x 60", { grade: 4 }, times(4, 60), [240, 1, 0], [1, 0]],
    ["AR-03 grade 5, 60 + 90 + 60 + 60", { grade: "5" }, on(60, 90, 60, 60), [240, 1, 0], [1, 30]],
    ["AR-05 grade 3, 5 x 115", { grade: 3 }, times(5, 115), [300, 1, 70], [2, 115]],
    ["AR-06 grade 8, 16 x 120", { grade: "8" }, times(16, 120), [1920, 8, 0], [8, 0]],
    ["AR-07 grade 5, a Saturday of 480", { grade: "5" }, on(480), [240, 1, 0], [1, 0]],
    ["AR-09 grade 2, a Saturday of 230", { grade: "2" }, on(230), [230, 1, 0], [1, 0]],
    ["AR-10 grade 2, 4 x 60", { grade: 2 }, times(4, 60), [240, 1, 10], [1, 10]],
    ["AR-12 grade 4, 45 + 45 on a date", { grade: "4" }, on([45, 45]), [0, 0, 0], [0, 90]],
    ["AR-13 continuation, 3 x 60", { grade: 11, program: "continuation" }, times(3, 60), [180, 1, 0], [1, 0]],
    [
      "AR-14 community day, 6 x 60",
      { grade: "9", program: "community_day" },
      times(6, 60),
      [360, 1, 0],
      [1, 0],
    ],
    ["kindergarten, 3 x 60", { grade: "K" }, times(3, 60), [180, 1, 0], [1, 0]],
    ["an own minimum day of 120", { grade: 4, minimum_day_minutes: 120 }, times(2, 60), [120, 1, 0], [1, 0]],
  ])("%s", async (_, pupil, sessions, hours, minutes) => {
    const answer = await ask("credit", {
      program: "regular",
      minimum_day_minutes: null,
      ...pupil,
      sessions,
    });
    expect([answer.status, answer.type]).toEqual([200, "application/json"]);
    const body = creditAnswer.parse(answer.body);
    expect([body.credited_minutes, body.earned_days, body.banked_minutes]).toEqual(hours);
    expect(body.steps.map((step) => step.date)).toEqual([...new Set(sessions.map(({ date }) => date))]);
    const every = await ask("credit", { ...pupil, sessions, settings: { rounding: "MINUTES" } });
    expect([every.body.earned_days, every.body.banked_minutes]).toEqual(minutes);
  });

  test("AR-07 and AR-12 under their other settings", async () => {
    const carry = await ask("credit", { grade: 5, sessions: on(480), settings: { dailyExcess: "CARRY" } });
    expect(carry.body).toMatchObject({ credited_minutes: 480, earned_days: 1, banked_minutes: 240 });
    const date = await ask("credit", {
      grade: 4,
      sessions: on([45, 45]),
      settings: { rounding: "HOUR_PER_DATE" },
    });
    expect(date.body).toMatchObject({ credited_minutes: 60, earned_days: 0, banked_minutes: 60 });
    const drop = await ask("credit", {
      grade: 2,
      sessions: times(4, 60),
      settings: { remainder230: "DROP" },
    });
    expect(drop.body).toMatchObject({ credited_minutes: 240, earned_days: 1, banked_minutes: 0 });
  });

  test("says why, and where the law says so", async () => {
    const { body } = await ask("credit", { grade: "2", sessions: on(230) });
    expect(Object.keys(body).toSorted()).toEqual(Object.keys(creditAnswer.shape).toSorted());
    expect(body.steps).toEqual([
      {
        date: "2026-09-05",
        minutes: 230,
        credited_minutes: 230,
        reason:
          "230 minutes attended reach the minimum day of 230: 230 credited. With them a minimum day of 230 minutes is full: one day earned.",
      },
    ]);
    expect(body.citations).toContain("EC 46112");
  });

  test.each<[string, unknown, string[]]>([
    [
      "every bad field",
      {
        grade: "13",
        program: "charter",
        minimum_day_minutes: 0,
        sessions: [
          { date: "2026-02-30", minutes: 60 },
          { date: "2026-10-03", minutes: 1441 },
          { date: "2026-10-03", minutes: -1 },
          { minutes: 59.5 },
        ],
        settings: { rounding: "UP", dailyExces: "CARRY" },
      },
      [
        "grade",
        "program",
        "minimum_day_minutes",
        "sessions.0.date",
        "sessions.1.minutes",
        "sessions.2.minutes",
        "sessions.3.date",
        "sessions.3.minutes",
        "settings.rounding",
        "settings.dailyExces",
      ],
    ],
    ["nothing sent", {}, ["grade", "sessions"]],
    ["a list", [], ["body"]],
    ["over a thousand sessions", { grade: 4, sessions: Array(1001).fill(on(60)[0]) }, ["sessions"]],
  ])("names %s", async (_, body, fields) => {
    const answer = await ask("credit", body);
    expect([answer.status, answer.type]).toEqual([400, "application/problem+json"]);
    expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
  });

  test("tells by a sentence of no minutes, and of more on a date than it has", async () => {
    const sessions = [
      { date: "2026-10-03", minutes: 0 },
      { date: "2026-10-10", minutes: 1000 },
      { date: "2026-10-10", minutes: 441 },
      { date: "2026-10-10", minutes: 60 },
    ];
    const { status, body } = await ask("credit", { grade: 4, sessions });
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      { field: "sessions.0.minutes", detail: "A whole number from 1 to 1440." },
      {
        field: "sessions.2.minutes",
        detail: "The sessions of 2026-10-10 come to 1441 minutes. A date has 1440.",
      },
    ]);
  });

  test("takes a thousand sessions", async () => {
    const first = Temporal.PlainDate.from("2025-07-01");
    const sessions = Array.from({ length: 1000 }, (_, index) => ({
      date: first.add({ days: index % 300 }).toString(),
      minutes: 60,
    }));
    expect((await ask("credit", { grade: 4, sessions })).body).toMatchObject({ earned_days: 250 });
  });
});
