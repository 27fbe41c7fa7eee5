import type { Actor } from "#app/access/actor.ts";
import { readRegister } from "#app/attendance/read-register.server.ts";
import { type Posting, recordRegister } from "#app/attendance/record-register.server.ts";
import type { PostedMark } from "#app/attendance/register.ts";
import { openJobs } from "#server/jobs.ts";
import { movingClock } from "../access/test-context.ts";
import { actorAs, layOutSmallDistrict } from "../database/small-district.ts";
import { createTestDatabase, silentLog } from "../database/test-database.ts";

/** A Wednesday morning in Room 1 of Oak Elementary, with those who save its register. */
export const clock = movingClock("2026-10-14T17:00:00Z");
export const date = Temporal.PlainDate.from("2026-10-14");
export const teacher = actorAs("teacher", 10, { userId: 1, staffId: 501 });
export const clerk = actorAs("attendance clerk", 10, { userId: 2 });
export const other = actorAs("attendance clerk", 10, { userId: 3 });

export const says = (code: string | null, more: Partial<PostedMark> = {}): PostedMark => ({
  code,
  minutesLate: null,
  note: null,
  resolve: null,
  ...more,
});

/** A database of its own with the small district, and the verbs of Room 1's register. */
export async function openRoomOne() {
  const database = await createTestDatabase(clock);
  const queue = await openJobs(database.urls.web, silentLog);
  await layOutSmallDistrict(database.admin);
  await database.admin`insert into user_account (email, name, password_hash) values
    ('t@example.org', 'Ann Abe', ''), ('c@example.org', 'Cal Clerk', ''), ('o@example.org', 'Ola Office', '')`;
  const doing = { clock, jobs: queue.jobs };
  return {
    database,
    doing,
    read: (actor: Actor) =>
      database.web.asActor(actor, (tx) =>
        readRegister(tx, { schoolId: 10, date, sectionNumber: 101, period: null }, { today: date }),
      ),
    save: (actor: Actor, marks: Record<number, PostedMark>, more: Partial<Posting> = {}) =>
      database.web.asActor(actor, (tx) =>
        recordRegister(tx, actor, doing, {
          schoolId: 10,
          date,
          sectionNumber: 101,
          period: null,
          marks: new Map(Object.entries(marks).map(([id, mark]) => [Number(id), mark])),
          seen: 0,
          submission: crypto.randomUUID(),
          ...more,
        }),
      ),
    rows: async () =>
      (await database.admin`select pupil_id, source, code from mark order by id`).map((row) => ({ ...row })),
    queued: async () => (await database.admin`select name from pgboss.job`).map(({ name }) => name as string),
    async empty() {
      await database.empty("mark", "register_taking", "audit_entry", "audit_head");
      await database.admin`delete from pgboss.job`;
    },
    async close() {
      await queue.boss.stop({ graceful: false });
      await database.drop();
    },
  };
}
