import { desc, eq, sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { recordChange } from "#app/access/trace.server.ts";
import { recoveryBoardAdoption } from "#drizzle/schema/recovery-planning.ts";
import type { BoardAdoption } from "./adoption-form.ts";
import type { Doing } from "./sessions.server.ts";

/** The adoption that was the newest on the day of the session `s`, in words; null where none is on record. */
export const adoptedThen = sql`(select 'adopted by ' || b.body || ' on ' || to_char(b.adopted_on, 'FMMonth FMDD, YYYY') || ', ' || b.reference
  from recovery_board_adoption b where b.school_id = s.school_id and b.adopted_on <= s.on_date
  order by b.adopted_on desc, b.id desc limit 1)`;

/** Every adoption that was put on record for a school, the newest day first. */
export async function readAdoptions(tx: Tx, schoolId: number): Promise<BoardAdoption[]> {
  return tx
    .select({
      adoptedOn: recoveryBoardAdoption.adoptedOn,
      body: recoveryBoardAdoption.body,
      reference: recoveryBoardAdoption.reference,
    })
    .from(recoveryBoardAdoption)
    .where(eq(recoveryBoardAdoption.schoolId, schoolId))
    .orderBy(desc(recoveryBoardAdoption.adoptedOn), desc(recoveryBoardAdoption.id));
}

/** Puts on record that the agency's board adopted recovery; the same again changes nothing. */
export async function putAdoption(
  tx: Tx,
  schoolId: number,
  adoption: BoardAdoption,
  doing: Doing & { author: { by: number } },
): Promise<void> {
  const [newest] = await readAdoptions(tx, schoolId);
  const same =
    newest?.adoptedOn.equals(adoption.adoptedOn) &&
    newest.body === adoption.body &&
    newest.reference === adoption.reference;
  if (same) return;
  await tx.insert(recoveryBoardAdoption).values({ schoolId, ...adoption, by: doing.author.by, at: doing.at });
  await recordChange(tx, doing.author, doing.at, {
    schoolId,
    action: "adoption of recovery put on record",
    subject: `school ${schoolId}`,
    after: { ...adoption, adoptedOn: adoption.adoptedOn.toString() },
  });
}
