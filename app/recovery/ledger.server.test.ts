import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "#app/context.ts";
import { actorAs, layOutSmallDistrict } from "../../tests/database/small-district.ts";
import {
  clockAt,
  createTestDatabase,
  silentLog,
  type TestDatabase,
} from "../../tests/database/test-database.ts";
import { addAttestedSession } from "../../tests/recovery/attested-session.ts";
import { pupilLedger } from "./ledger.server.ts";
import { ledgerView } from "./ledger-view.ts";
import { settleClaims } from "./settle-claims.server.ts";

const clock = clockAt("2026-11-20T17:00:00Z");
const timeZone = "America/Los_Angeles";
const coordinator = actorAs("recovery coordinator", 10);
let database: TestDatabase;
let context: Context;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  context = { door: database.web, clock, log: silentLog, settings: { timeZone } } as Context;
});
afterAll(() => database.drop());

const say = (date: string, code: string) =>
  database.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, code, at)
    values (10, 2026, ${date}, '', 1001, 'aeries', ${code}, now())`;
const settle = () => settleClaims({ ...context, door: database.worker });
const view = async () =>
  ledgerView((await pupilLedger(context, coordinator, 1001, clock.today()))!, timeZone);

test("a ledger ties every day earned to its sessions and its absence, and keeps what was withdrawn", async () => {
  await say("2026-10-01", "I");
  const stays = {
    1001: [
      [480, 600],
      [630, 690],
    ],
  } satisfies Record<number, [number, number][]>;
  await addAttestedSession(database.admin, { schoolId: 10, date: "2026-10-10", stays });
  await addAttestedSession(database.admin, {
    schoolId: 10,
    date: "2026-10-17",
    stays: { 1001: [[480, 540]] },
  });
  await settle();
  const claimed = await view();
  expect(claimed.made).toEqual([
    {
      date: "2026-10-17",
      sessions: "October 10, 2026: Mathematics, 180 minutes; October 17, 2026: Mathematics, 60 minutes",
      use: "Makes up October 1, 2026 (code I)",
    },
  ]);
  await say("2026-10-01", "S");
  await settle();
  const withdrawn = await view();
  expect(withdrawn.made.map(({ use }) => use)).toEqual(["In the bank until June 30, 2027"]);
  expect(withdrawn.history.map(({ step, reason }) => [step, reason])).toEqual([
    ["Withdrawn", "The absence of October 1, 2026 became a suspension (AR-ABS-2)."],
    ["Claimed", "The day earned on October 17, 2026 makes up the absence of October 1, 2026 (AR-CAP-1)."],
  ]);
});

test("time in a session that is held counts nothing, and says why", async () => {
  await database.admin`update staff set educator_id = '', active = false where id = 501`;
  const held = await view();
  expect(held.made).toEqual([]);
  expect(held.held.map(({ date, minutes }) => [date, minutes])).toEqual([
    ["2026-10-10", 180],
    ["2026-10-17", 60],
  ]);
  expect(held.held[0]?.reason).toMatch(/\(AR-SES-2\)$/);
});

test("of a pupil without an absence or a session the page says what a day is, their own from its day on", async () => {
  const evans = async () =>
    ledgerView((await pupilLedger(context, coordinator, 1005, clock.today()))!, timeZone);
  const dayIs = async () => (await evans()).facts.find(({ term }) => term === "A day is")?.is;
  expect((await evans()).lead).toBe("0 days earned; 0 minutes kept toward the next of 180.");
  expect(await dayIs()).toMatch(/^180 minutes: K\./);
  await database.admin`insert into pupil_minimum_day (school_id, pupil_id, effective_from, minutes, reason, by, at)
    values (10, 1005, '2026-11-20', 120, 'Program', 1, now()), (10, 1005, '2026-11-21', 90, 'Program', 1, now())`;
  expect(await dayIs()).toMatch(/^120 minutes: the pupil's own minimum day/);
});
