import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changesClocks, elapsedMinutes } from "#app/calendar/clock-change.ts";
import { action as script } from "#app/routes/api.recovery-sessions/route.ts";
import { loader as program } from "#app/routes/schools.$schoolId.recovery.programs.new/route.tsx";
import { action as plan } from "#app/routes/schools.$schoolId.recovery.sessions.new/route.tsx";
import { callApi, layToken } from "../../tests/api/script.ts";
import { openRecoveryOffice } from "../../tests/recovery/staff-of-a-session.ts";
import type { FormReply } from "./form-reply.ts";
import { presenceOf } from "./presence.ts";
import type { SeriesRow } from "./series-table.tsx";

/** Clocks go back on Sunday, November 1, 2026, and forward on Sunday, March 14, 2027, both at two in the morning. */
const back = "2026-11-01";
const forward = "2027-03-14";
const tooEarly = "A session starts at 5:00 am at the earliest: clocks may change at night.";

let office: Awaited<ReturnType<typeof openRecoveryOffice>>;
let token: string;
beforeAll(async () => {
  office = await openRecoveryOffice();
  token = await layToken(office.database, ["recovery:write"], [10]);
});
afterAll(() => office.close());

const oak = { schoolId: "10" };
const fields = {
  room: "1",
  teacherId: "502",
  subject: "Mathematics",
  lowGrade: "1",
  highGrade: "6",
  capacity: "20",
};
const byForm = async (date: string, startsAt: string, endsAt: string) => {
  const sent = { ...fields, date, startsAt, endsAt };
  const answer = await office.people.coordinator.post(plan, "/new", sent, oak);
  return answer.status === 302 ? "planned" : (answer.body as FormReply);
};
const planned = async () =>
  (await office.database.admin`select count(*)::int as n from recovery_session`)[0]!.n as number;

describe("a session before five in the morning", () => {
  test.each([
    ["in the hour that comes twice", back, "01:00", "03:00"],
    ["in the hour that is left out", forward, "02:30", "04:30"],
    ["over midnight of the change", back, "00:00", "06:00"],
    ["a minute before five, on any day", "2026-10-24", "04:59", "08:00"],
  ])("%s is refused by the form, which keeps what was typed", async (_, date, startsAt, endsAt) => {
    const answer = await byForm(date, startsAt, endsAt);
    expect(answer).toMatchObject({
      errors: { startsAt: tooEarly },
      values: { startsAt: [startsAt], room: ["1"] },
    });
    expect(await planned()).toBe(0);
  });

  test("is refused to a script, with the field", async () => {
    const body = {
      school_id: 10,
      date: back,
      capacity: 20,
      starts_at: "01:30",
      ends_at: "03:30",
      room: "1",
      teacher_id: 502,
      subject: "Mathematics",
      low_grade: 1,
      high_grade: 6,
    };
    const answer = await callApi(office.context, script, "/api/recovery-sessions", { token, body });
    expect([answer.status, answer.type]).toEqual([422, "application/problem+json"]);
    expect(answer.body).toMatchObject({
      detail: tooEarly,
      errors: [{ field: "starts_at", detail: tooEarly }],
    });
    expect(await planned()).toBe(0);
  });

  test("is refused date by date in a program, before anything is created", async () => {
    const series = {
      ...fields,
      kind: "saturday",
      name: "Night school",
      startsOn: "2026-10-31",
      endsOn: "2026-11-01",
      startsAt: "04:00",
      endsAt: "06:00",
      show: "1",
    };
    const query = new URLSearchParams([...Object.entries(series), ["weekday", "6"], ["weekday", "7"]]);
    const answer = await office.people.coordinator.get(program, `/programs/new?${query}`, oak);
    const { dates } = (answer.body as { shown: { dates: SeriesRow[] } }).shown;
    expect(dates.map(({ date, will, why }) => [date, will, why])).toEqual([
      ["2026-10-31", "refused", tooEarly],
      ["2026-11-01", "refused", tooEarly],
    ]);
    expect(await planned()).toBe(0);
  });
});

describe("a session from five in the morning on, on a day on which the clocks change", () => {
  test("is planned, and every minute of the wall's clock is a minute of time", async () => {
    expect(await byForm(back, "05:00", "09:00")).toBe("planned");
    expect(await byForm(forward, "05:00", "09:00")).toBe("planned");
    for (const text of [back, forward]) {
      const date = Temporal.PlainDate.from(text);
      const presence = presenceOf({
        session: { date, startsAt: 300, endsAt: 540 },
        stays: [{ signedIn: 300, signedOut: 540 }],
      });
      expect(presence).toMatchObject({ minutes: 240, problems: [] });
    }
  });
});

test("the night of a change has an hour more or less, and only that of a Sunday", () => {
  const night = (text: string) => elapsedMinutes(Temporal.PlainDate.from(text));
  expect([night(back)(180) - night(back)(60), night(forward)(180) - night(forward)(60)]).toEqual([180, 60]);
  expect(night("2026-10-24")(180)).toBe(180);
  expect([back, forward].map((text) => changesClocks(Temporal.PlainDate.from(text)))).toEqual([true, true]);
  for (const text of ["2026-10-31", "2026-11-08"])
    expect(changesClocks(Temporal.PlainDate.from(text))).toBe(false);
});
