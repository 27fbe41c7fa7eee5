import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { authorOf, recordChange } from "#app/access/trace.server.ts";
import { registerHomeChange } from "#drizzle/schema/school.ts";
import { schoolKeeping } from "./keeping.server.ts";
import type { RegisterHome } from "./mark.ts";
import { type SchoolKeeping, whyNotTakenHere } from "./taken-here.ts";

export type RegisterHomeHistory = {
  home: RegisterHome;
  notTakenHere: string | null;
  changes: { at: Temporal.Instant; home: RegisterHome; by: string; reason: string }[];
};

/** Where a school's registers are taken, and who moved them, newest first. */
export async function readRegisterHome(tx: Tx, schoolId: number): Promise<RegisterHomeHistory | null> {
  const [row] = await tx.execute<
    SchoolKeeping & {
      home: RegisterHome;
      changes: [string, RegisterHome, string, string][];
    }
  >(sql`
    select s.register_home as home, ${schoolKeeping}, (select coalesce(json_agg(json_build_array(c.at, c.home, u.name, c.reason) order by c.at desc), '[]')
      from register_home_change c join user_account u on u.id = c.by where c.school_id = s.id) as changes
    from school s where s.id = ${schoolId}`);
  if (!row) return null;
  const changes = row.changes.map(([at, home, by, reason]) => ({
    at: Temporal.Instant.from(at),
    home,
    by,
    reason,
  }));
  return { home: row.home, notTakenHere: whyNotTakenHere(row), changes };
}

/**
 * Moves a school's registers, with the reason and its audit entry. Answers null, or why not as a sentence: they are
 * there already, or cannot be taken here.
 */
export async function moveRegisters(
  tx: Tx,
  actor: Actor,
  at: Temporal.Instant,
  { home, reason }: { home: RegisterHome; reason: string },
): Promise<string | null> {
  const { schoolId } = actor;
  const notTakenHere = home === "here" ? (await readRegisterHome(tx, schoolId))?.notTakenHere : null;
  if (notTakenHere) return notTakenHere;
  const moved = await tx.execute(
    sql`update school set register_home = ${home} where id = ${schoolId} and register_home <> ${home} returning id`,
  );
  if (moved.length === 0) return "Registers are taken there already. Choose the other place";
  await tx.insert(registerHomeChange).values({ schoolId, at, home, by: actor.userId, reason });
  await recordChange(tx, authorOf(actor), at, {
    schoolId,
    action: "registers moved",
    subject: `school ${schoolId}`,
    before: { home: home === "here" ? "aeries" : "here" },
    after: { home },
    reason,
  });
  return null;
}
