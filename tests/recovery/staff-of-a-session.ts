import type { JobName } from "#app/jobs/names.ts";
import { openJobs } from "#server/jobs.ts";
import { openBrowser, type TestBrowser } from "../access/test-browser.ts";
import { contextOn, movingClock } from "../access/test-context.ts";
import { addPerson, signIn } from "../access/test-people.ts";
import { layOutSmallDistrict } from "../database/small-district.ts";
import { createTestDatabase, silentLog } from "../database/test-database.ts";

/**
 * School 10 on a Friday, and who has to do with its recovery sessions, each in a browser of their own: a coordinator,
 * the principal, and the teachers Abe (501) and Bell (502).
 */
export async function openRecoveryOffice() {
  const clock = movingClock("2026-10-16T17:00:00Z");
  const database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  const { boss, jobs } = await openJobs(database.urls.web, silentLog);
  const context = { ...contextOn(database, clock).context, jobs };
  const add = (
    name: string,
    role: "teacher" | "recovery coordinator" | "school administrator",
    staffId?: number,
  ) => addPerson(context, `${name}@example.org`, [{ schoolId: 10, role }], { staffId });
  await add("coordinator", "recovery coordinator");
  await add("principal", "school administrator");
  await add("abe", "teacher", 501);
  await add("bell", "teacher", 502);
  const people = {} as Record<"coordinator" | "principal" | "abe" | "bell", TestBrowser>;
  /** Signs everyone in anew: sessions end by themselves when time passes. */
  const enter = async () => {
    for (const name of ["coordinator", "principal", "abe", "bell"] as const) {
      people[name] = openBrowser(context);
      await signIn(people[name], `${name}@example.org`);
    }
  };
  await enter();
  /** How many times a job was asked for and has not run. */
  const queued = async (name: JobName) => {
    const [row] = await database.admin`select count(*)::int as n from pgboss.job where name = ${name}`;
    return row!.n as number;
  };
  const close = async () => {
    await boss.stop({ graceful: false });
    await database.drop();
  };
  return { clock, context, database, people, enter, queued, close };
}
