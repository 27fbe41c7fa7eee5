import { authorOf } from "#app/access/trace.server.ts";
import type { Jobs } from "#app/context.ts";
import type { LineStandings } from "#app/recovery/line-standings.server.ts";
import { type Moment, momentIn } from "#app/recovery/moment.ts";
import { placesOf } from "#app/recovery/place-rows.server.ts";
import { bookPupils, releasePupil } from "#app/recovery/places.server.ts";
import type { SessionPlan } from "#app/recovery/session.ts";
import { createSession } from "#app/recovery/sessions.server.ts";
import { openJobs } from "#server/jobs.ts";
import { actorAs, layOutSmallDistrict } from "../database/small-district.ts";
import { clockAt, createTestDatabase, silentLog } from "../database/test-database.ts";
import { addAbsentPupils, saturday } from "./saturday.ts";

const clock = clockAt("2026-10-16T17:00:00Z");
const now = momentIn("America/Los_Angeles", clock.now());
const planner = actorAs("recovery coordinator", 10);
const author = authorOf(planner);
const standings: LineStandings = new Map();

export type At = { schoolId: number; sessionId: number };

/** A pupil who asks for a place. */
export const asks = (pupilId: number, recoverableDays = 1, grade = 4) => ({
  pupilId,
  grade,
  recoverableDays,
  familyKey: null,
});

/** A coordinator at school 10 who gives out places, with as many pupils of grade 4 to book as said. */
export async function bookingDesk(pupilCount: number) {
  const database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  const pupils = await addAbsentPupils(database.admin, pupilCount);
  const opened = await openJobs(database.urls.web, silentLog);
  const jobs: Jobs = opened.jobs;
  let room = 0;
  return {
    database,
    pupils,
    jobs,
    clock,
    now,
    planner,
    author,
    standings,
    /** A Saturday of its own, each a week after the one before, in a room of its own. */
    async session(change: Partial<SessionPlan> = {}): Promise<At> {
      const date = saturday.date.add({ days: 7 * ++room });
      const plan = { ...saturday, room: `${room}`, date, ...change };
      const created = await database.web.asActor(planner, (tx) =>
        createSession(tx, 10, plan, { author, at: clock.now(), today: clock.today() }),
      );
      if (!created.ok) throw new Error(created.refusals.map(({ sentence }) => sentence).join(" "));
      return { schoolId: 10, sessionId: created.id };
    },
    book: (at: At, who: ReturnType<typeof asks>[], when: Moment = now) =>
      database.web.asActor(planner, (tx) =>
        bookPupils(tx, at, who, "mother, by phone", { author, now: when, standings }),
      ),
    release: (at: At, pupilId: number, step: "released" | "declined" = "released", when: Moment = now) =>
      database.web.asActor(planner, (tx) =>
        releasePupil(tx, { ...at, pupilId }, step, "ill", { author, now: when, standings, jobs }),
      ),
    async holding(at: At, step: string): Promise<number[]> {
      const places = await database.web.asActor(planner, (tx) => placesOf(tx, at));
      return places.filter((place) => place.step === step).map(({ pupilId }) => pupilId);
    },
    async close() {
      await opened.boss.stop({ graceful: false });
      await database.drop();
    },
  };
}

export type BookingDesk = Awaited<ReturnType<typeof bookingDesk>>;
