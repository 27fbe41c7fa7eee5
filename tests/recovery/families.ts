import type { Context, Mailer, RequestContext } from "#app/context.ts";
import type { JobData, JobName } from "#app/jobs/names.ts";
import { createSession } from "#app/recovery/sessions.server.ts";
import { contextOn, movingClock } from "../access/test-context.ts";
import { actorAs, layOutSmallDistrict } from "../database/small-district.ts";
import { createTestDatabase } from "../database/test-database.ts";
import { addAbsentPupils, saturday } from "./saturday.ts";

/**
 * School 10 on the Monday before a Saturday session of two places, with four absent pupils: 3001 with a Spanish-
 * speaking mother who reads e-mail, 3002 with an English-speaking father who does, 3003 whose grandmother has no
 * address, 3004 whose one contact holds no rights.
 */
export async function openFamilies(mail: Mailer | null) {
  const clock = movingClock("2026-10-12T17:00:00Z");
  const database = await createTestDatabase(clock);
  const { admin } = database;
  await layOutSmallDistrict(admin);
  await addAbsentPupils(admin, 4);
  const contacts: [pupil: number, name: string, language: string, email: string | null, rights: boolean][] = [
    [3001, "Rosa García", "01", "rosa@example.com", true],
    [3002, "Tom Smith", "00", "tom@example.com", true],
    [3003, "Mai Vang", "23", null, true],
    [3004, "Cal Coach", "00", "cal@example.com", false],
  ];
  for (const [pupil, name, language, email, rights] of contacts)
    await admin`insert into contact (school_id, pupil_id, seq, sort_order, mailing_name, language, email, address, city, zip,
      holds_educational_rights, wants_attendance_notices)
      values (10, ${pupil}, 1, 1, ${name}, ${language}, ${email}, '12 Olive Ave', 'Sierra Vista', '93699', ${rights}, true)`;
  const asked: [JobName, unknown][] = [];
  const jobs = {
    enqueue: async <N extends JobName>(_tx: unknown, name: N, data: JobData[N]) =>
      void asked.push([name, data]),
  };
  const context: RequestContext = { ...contextOn(database, clock).context, jobs, mail };
  const worker: Context = { ...context, door: database.worker };
  const actor = actorAs("recovery coordinator", 10);
  const created = await database.web.asActor(actor, (tx) =>
    createSession(
      tx,
      10,
      { ...saturday, capacity: 2 },
      {
        author: { by: 1, actor: "test" },
        at: clock.now(),
        today: clock.today(),
      },
    ),
  );
  if (!created.ok) throw new Error(created.refusals[0]?.sentence);
  return { clock, database, admin, context, worker, actor, asked, sessionId: created.id };
}
