import { openBrowser, type TestBrowser } from "../access/test-browser.ts";
import { contextOn, movingClock } from "../access/test-context.ts";
import { addPerson, signIn } from "../access/test-people.ts";
import { layOutSmallDistrict } from "../database/small-district.ts";
import { createTestDatabase } from "../database/test-database.ts";

/**
 * School 10 on a Friday, and who has to do with its recovery sessions, each in a browser of their own: a coordinator,
 * the principal, and the teachers Abe (501) and Bell (502).
 */
export async function openRecoveryOffice() {
  const clock = movingClock("2026-10-16T17:00:00Z");
  const database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  const { context } = contextOn(database, clock);
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
  return { clock, database, people, enter };
}
