import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "#app/context.ts";
import { actorAs, layOutSmallDistrict } from "../../tests/database/small-district.ts";
import {
  clockAt,
  createTestDatabase,
  silentLog,
  type TestDatabase,
} from "../../tests/database/test-database.ts";
import { layOutGeneratedYear } from "../../tests/recovery/generated-year.ts";
import { bookFromForm } from "./booking.server.ts";
import { candidatesFor } from "./candidates.server.ts";
import { type Ledger, pupilLedger } from "./ledger.server.ts";
import { standingsNow } from "./line-standings.server.ts";
import { momentIn } from "./moment.ts";
import { keptPlan } from "./season/plan.ts";
import { readSeason } from "./season/season.server.ts";
import type { RecoverySession } from "./session.ts";
import { countsOf } from "./standing.ts";
import { takeWalkIn } from "./walk-in.server.ts";

const clock = clockAt("2026-11-07T17:00:00Z");
const now = momentIn("America/Los_Angeles", clock.now());
const schools = [10, 20];
const planner = (schoolId: number) => actorAs("recovery coordinator", schoolId);
let database: TestDatabase;
let context: Context;
let generated: number[];
/** What each pupil's own page says at a school, for the pupils that the school has on record. */
const ledgers = new Map<number, Map<number, Ledger>>();
beforeAll(async () => {
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  const settings = { timeZone: "America/Los_Angeles" };
  const jobs = { enqueue: async () => {} };
  context = { door: database.web, clock, log: silentLog, jobs, settings } as unknown as Context;
  generated = await layOutGeneratedYear(database.admin, 60);
  for (const schoolId of schools) {
    const ofSchool = new Map<number, Ledger>();
    for (const pupilId of generated) {
      const ledger = await pupilLedger(context, planner(schoolId), pupilId, now.today);
      if (ledger !== null) ofSchool.set(pupilId, ledger);
    }
    ledgers.set(schoolId, ofSchool);
  }
}, 120_000);
afterAll(() => database.drop());

const said = (schoolId: number) => [...ledgers.get(schoolId)!.values()];
const days = ({ standing }: Ledger) => standing?.stillToRecover ?? 0;
const active = (schoolId: number) =>
  said(schoolId).filter(({ pupil }) => pupil.active && pupil.answer !== "no");
const byPupil = <T extends { pupilId: number }>(rows: readonly T[]) =>
  rows.toSorted((one, other) => one.pupilId - other.pupilId);
const generatedOnly = <T extends { pupilId: number }>(rows: readonly T[]) =>
  byPupil(rows.filter(({ pupilId }) => generated.includes(pupilId)));

test("the generated year has what standings could get wrong", () => {
  const all = said(10);
  expect(
    all.filter(({ sessions, held }) => sessions.some((one) => held.has(one.sessionId))).length,
  ).toBeGreaterThan(5);
  expect(
    all.filter(({ leftOut }) => leftOut.some(({ why }) => why === "not attested")).length,
  ).toBeGreaterThan(2);
  expect(
    all.filter(({ leftOut }) => leftOut.some(({ why }) => why === "counted elsewhere")).length,
  ).toBeGreaterThan(0);
  expect(
    all.filter(({ leftOut }) => leftOut.some(({ why }) => why === "might not take part")).length,
  ).toBeGreaterThan(2);
  expect(all.filter(({ claims }) => claims.length > 0).length).toBeGreaterThan(5);
  expect(new Set(all.map(days)).size).toBeGreaterThan(4);
});

test("the days a pupil can still recover are those of the pupil's page, at every school that has the pupil", async () => {
  for (const schoolId of schools) {
    const ids = [...ledgers.get(schoolId)!.keys()];
    const found = await standingsNow(context, schoolId, ids, now.today, now.today);
    expect(new Map([...found].map(([id, standing]) => [id, standing.days]))).toEqual(
      new Map(said(schoolId).map((ledger) => [ledger.pupil.pupilId, days(ledger)])),
    );
  }
});

test("places are offered to those whose page says that they have days to recover, ranked by its counts", async () => {
  for (const schoolId of schools) {
    const session = { schoolId, id: 999, date: now.today, lowGrade: -1, highGrade: 12 } as RecoverySession;
    const candidates = await candidatesFor(context, planner(schoolId), session, now.today);
    const counts = ({
      pupilId,
      claimedDays,
      bankedWholeDays,
      uncoveredAbsences,
    }: (typeof candidates)[number]) => ({
      ...{ pupilId, claimedDays, bankedWholeDays, uncoveredAbsences },
    });
    expect(generatedOnly(candidates.map(counts))).toEqual(
      byPupil(
        active(schoolId)
          .filter((ledger) => days(ledger) > 0)
          .map(({ pupil, standing }) => ({ pupilId: pupil.pupilId, ...countsOf(standing!.claims) })),
      ),
    );
  }
});

test("a season is planned from the minutes kept, the minimum day and the days of each pupil's page", async () => {
  const plan = keptPlan.parse({
    ...{
      dates: [],
      times: [],
      rooms: [],
      teachers: [],
      subject: "Mathematics",
      minimumFill: 1,
      siblings: "always",
    },
    ...{
      bands: [],
      leftOut: { sessions: [], teachers: [], pupils: [] },
      locked: {},
      seats: {},
      changes: null,
    },
  });
  for (const schoolId of schools) {
    const { input } = await readSeason(context, planner(schoolId), plan, now.today);
    expect(
      generatedOnly(
        input.pupils.map(({ pupilId, minimumDayMinutes, bankedMinutes, recoverableDays }) => ({
          ...{ pupilId, minimumDayMinutes, bankedMinutes, recoverableDays },
        })),
      ),
    ).toEqual(
      byPupil(
        active(schoolId)
          .filter((ledger) => days(ledger) > 0)
          .map(({ pupil, standing }) => ({
            pupilId: pupil.pupilId,
            minimumDayMinutes: standing!.credit.minimumDay.minutes,
            bankedMinutes: standing!.credit.bankedMinutes,
            recoverableDays: standing!.stillToRecover,
          })),
      ),
    );
  }
});

/** A session of today at a school, from `startsAt` on for two hours. */
async function addSession(schoolId: number, startsAt: number): Promise<number> {
  const [row] = await database.admin<{ id: number }[]>`insert into recovery_session
      (school_id, on_date, starts_at, ends_at, room, teacher_id, subject, low_grade, high_grade, capacity, created_at)
    values (${schoolId}, ${now.today.toString()}, ${startsAt}, ${startsAt + 120}, '1', 501, 'Mathematics', -1, 12, 200, now()) returning id::int`;
  return row!.id;
}
const placesOn = (sessionId: number) =>
  database.admin<{ pupilId: number; days: number }[]>`select pupil_id as "pupilId", recoverable_days as days
    from recovery_place where session_id = ${sessionId} and step in ('booked', 'waiting') order by pupil_id`;

test("a booking and a walk-in write down the days of the pupil's page", async () => {
  const came = new Set<number>();
  for (const schoolId of schools) {
    const there = byPupil(active(schoolId).map(({ pupil }) => pupil));
    const ids = there.map(({ pupilId }) => pupilId);
    const ofPage = there.map(({ pupilId }) => ({
      pupilId,
      days: days(ledgers.get(schoolId)!.get(pupilId)!),
    }));
    // At an hour of its own: some pupils are at both schools.
    const later = await addSession(schoolId, schoolId === 10 ? 720 : 900);
    expect(
      await bookFromForm(
        context,
        planner(schoolId),
        { schoolId, sessionId: later },
        { pupilIds: ids, saidBy: "mother" },
        now,
      ),
    ).toBeNull();
    expect([...(await placesOn(later))]).toEqual(ofPage);
    const running = await addSession(schoolId, 480);
    const one = ofPage.find(
      ({ pupilId, days }) => days > 2 && generated.includes(pupilId) && !came.has(pupilId),
    );
    came.add(one!.pupilId);
    expect(
      await takeWalkIn(
        context,
        planner(schoolId),
        running,
        { studentNumber: one!.pupilId, saidBy: "mother" },
        now,
      ),
    ).toBeNull();
    expect([...(await placesOn(running))]).toEqual([one]);
  }
});
