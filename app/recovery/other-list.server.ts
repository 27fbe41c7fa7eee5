import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import { beyondScope } from "#app/access/require-actor.server.ts";
import { authorOf, recordChange, recordView } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { type OtherRow, otherListFile } from "./other-list.ts";
import { findSession } from "./sessions.server.ts";
import { teaches } from "./teachers-of.ts";

type Row = OtherRow & { pupilId: number };

/**
 * Takes out the attendance list of the program beside a session, as a record of its own: that it was taken, by whom
 * and for whom is kept.
 * @throws Response 404 where there is no such session of the reader, or no other program beside it
 */
export async function takeOtherList(
  context: Context,
  actor: Actor,
  sessionId: number,
): Promise<{ name: string; text: string }> {
  const at = context.clock.now();
  const taken = await context.door.asActor(actor, async (tx) => {
    const session = await findSession(tx, actor.schoolId, sessionId);
    const program = session?.purpose?.alongside ?? null;
    if (session === null || program === null) return null;
    if (actor.ownSectionsOnly && !teaches(session, actor.staffId)) return null;
    const rows = await tx.execute<Row>(sql`
      select n.pupil_id as "pupilId", u.last_name || ', ' || u.first_name as name, u.student_number as "studentNumber",
        ${session.date.toString()} as date, n.in_at as "inAt", n.out_at as "outAt"
      from (select distinct on (p.pupil_id, p.stay) p.* from recovery_presence p
        where p.school_id = ${actor.schoolId} and p.session_id = ${sessionId} order by p.pupil_id, p.stay, p.id desc) n
      join pupil u on u.school_id = n.school_id and u.pupil_id = n.pupil_id
      where n.in_at is not null or n.out_at is not null order by u.last_name, u.first_name, n.pupil_id, n.stay`);
    const pupilIds = [...new Set(rows.map(({ pupilId }) => pupilId))];
    await recordView(tx, actor, at, "attendance list for another program", pupilIds);
    await recordChange(tx, authorOf(actor), at, {
      schoolId: actor.schoolId,
      action: "attendance list for another program taken out",
      subject: `recovery session ${sessionId}`,
      pupilIds,
      after: { program, rows: rows.length },
    });
    return { session, text: otherListFile(program, rows) };
  });
  if (taken === null) throw beyondScope(context);
  return { name: `other-program-${taken.session.date}-session-${sessionId}.csv`, text: taken.text };
}
