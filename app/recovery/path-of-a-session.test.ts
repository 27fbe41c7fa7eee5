import { afterAll, beforeAll, expect, test } from "vitest";
import { authorOf } from "#app/access/trace.server.ts";
import type { Context, Jobs } from "#app/context.ts";
import { openJobs } from "#server/jobs.ts";
import { actorAs, layOutSmallDistrict } from "../../tests/database/small-district.ts";
import {
  clockAt,
  createTestDatabase,
  silentLog,
  type TestDatabase,
} from "../../tests/database/test-database.ts";
import { attestSession } from "./attestation.server.ts";
import { candidatesFor } from "./candidates.server.ts";
import { pupilLedger } from "./ledger.server.ts";
import { momentIn } from "./moment.ts";
import { bookPupils } from "./places.server.ts";
import { recordPresence } from "./presence.server.ts";
import { createSession, findSession } from "./sessions.server.ts";

const zone = "America/Los_Angeles";
const friday = clockAt("2026-10-16T17:00:00Z");
const saturdayNoon = clockAt("2026-10-17T20:00:00Z");
const plan = {
  date: Temporal.PlainDate.from("2026-10-17"),
  startsAt: 480,
  endsAt: 750,
  room: "1",
  teacherId: 501,
  subject: "Mathematics",
  lowGrade: 1,
  highGrade: 6,
  capacity: 20,
};
let database: TestDatabase;
let context: Context;
let jobs: Jobs;
let stopJobs: () => Promise<void>;
beforeAll(async () => {
  database = await createTestDatabase(friday);
  await layOutSmallDistrict(database.admin);
  const opened = await openJobs(database.urls.web, silentLog);
  jobs = opened.jobs;
  stopJobs = () => opened.boss.stop({ graceful: false });
  context = { door: database.web, clock: friday, log: silentLog, settings: { timeZone: zone } } as Context;
  await database.admin`insert into mark (school_id, school_year, on_date, period, pupil_id, source, section_number, code, at)
    values (10, 2026, '2026-09-21', '', 1001, 'teacher', 101, 'U', now()), (10, 2026, '2026-09-22', '', 1001, 'teacher', 101, 'I', now()),
      (10, 2026, '2026-09-22', '', 1002, 'teacher', 101, 'S', now()), (20, 2026, '2026-09-23', '', 1003, 'teacher', 201, 'U', now()),
      (10, 2026, '2026-09-23', '', 1003, 'teacher', 101, 'U', now()), (10, 2026, '2026-09-24', '', 1004, 'teacher', 102, 'U', now())`;
});
afterAll(async () => {
  await stopJobs();
  await database.drop();
});

test("a Saturday session, from planning to the pupil's credit", async () => {
  const planner = actorAs("recovery coordinator", 10);
  const teacher = actorAs("teacher", 10, { userId: 2, staffId: 501 });
  const today = friday.today();
  const now = momentIn(zone, friday.now());

  const created = await database.web.asActor(planner, (tx) =>
    createSession(tx, 10, plan, {
      author: authorOf(planner),
      at: friday.now(),
      today,
    }),
  );
  if (!created.ok) throw new Error(created.refusals[0]?.sentence);
  const at = { schoolId: 10, sessionId: created.id };
  const session = await database.web.asActor(planner, (tx) => findSession(tx, 10, created.id));

  const candidates = await candidatesFor(context, planner, session!, today);
  expect(candidates.map(({ pupilId, canStillRecover }) => [pupilId, canStillRecover])).toEqual([
    [1001, 2],
    [1003, 1],
  ]);
  expect(candidates[0]?.why).toBe("Can still recover 2 days.");

  const booked = await database.web.asActor(planner, (tx) =>
    bookPupils(
      tx,
      at,
      candidates.map((pupil) => ({ ...pupil, recoverableDays: pupil.canStillRecover })),
      "mother, by phone",
      { author: authorOf(planner), now, standings: new Map() },
    ),
  );
  expect(booked).toEqual({ ok: true, placed: [1001, 1003], waiting: [], left: [] });

  const after = momentIn(zone, saturdayNoon.now());
  const author = { ...authorOf(teacher), by: teacher.userId };
  const saved = await database.web.asActor(teacher, (tx) =>
    recordPresence(
      tx,
      at,
      [
        { pupilId: 1001, inAt: 470, outAt: 725 },
        { pupilId: 1003, inAt: 490, outAt: 555 },
      ],
      { author, now: after, reason: null, leads: 501, source: "staff", jobs },
    ),
  );
  expect(saved).toEqual({ ok: true, changed: [1001, 1003] });

  const before = await pupilLedger(context, planner, 1001, saturdayNoon.today());
  expect(before?.attendedMinutes).toBe(0);

  const attested = await database.web.asActor(teacher, (tx) =>
    attestSession(tx, at, { author, staffId: teacher.staffId, now: after, jobs }),
  );
  expect(attested).toEqual({ ok: true, pupilCount: 2, minutesTotal: 245 + 65 });

  const full = await pupilLedger(context, planner, 1001, saturdayNoon.today());
  expect(full?.attendedMinutes).toBe(245);
  expect(full?.standing?.credit).toMatchObject({ creditedMinutes: 240, earnedDays: 1, bankedMinutes: 0 });
  expect(full?.standing?.claims.claims.map((claim) => String(claim.absenceDate))).toEqual(["2026-09-21"]);
  const part = await pupilLedger(context, planner, 1003, saturdayNoon.today());
  expect(part?.attendedMinutes).toBe(65);
  expect(part?.standing?.credit).toMatchObject({ creditedMinutes: 60, earnedDays: 0, bankedMinutes: 60 });

  const choose = (from: string) => database.admin`insert into district_setting
    (name, value, effective_from, verified_by, verified_on, source, by, at)
    values ('rounding', 'MINUTES', ${from}, 'R. Ortiz', '2026-09-20', 'CDE FAQ', 1, now())`;
  const credited = async () =>
    (await pupilLedger(context, planner, 1003, Temporal.PlainDate.from("2026-10-20")))?.standing?.credit
      .creditedMinutes;
  await choose("2026-10-18");
  expect(await credited()).toBe(60);
  await choose("2026-10-17");
  expect(await credited()).toBe(65);
});
